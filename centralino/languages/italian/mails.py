"""What mails and lists say in Italian, besides the mails' templates."""

from centralino.languages.vocabulary import MailWords, SwitchWords

MAILS = MailWords(
    moment="{date} alle {clock}",
    date="EEEE d MMMM y",
    withheld="numero riservato",
    outcomes={
        "busy": "occupato",
        "no-answer": "nessuna risposta",
        "failed": "non raggiungibile",
        "canceled": "chiamata interrotta",
        "unconfirmed": "risposta non confermata",
        "completed": "risposta",
    },
    key="tasto {key}",
    quoted="«{words}»",
    then=", poi ",
    was_open="aperto in quel momento",
    was_closed="chiuso in quel momento",
)
SWITCHES = SwitchWords(
    kinds={"notice": "avviso", "closing": "chiusura", "opening": "apertura"},
    made={
        "notice": "Nuovo avviso",
        "closing": "Nuova chiusura",
        "opening": "Nuova apertura straordinaria",
    },
    ended={
        "notice": "Avviso tolto",
        "closing": "Chiusura tolta",
        "opening": "Apertura straordinaria tolta",
    },
    acts={
        "PIN asked": "PIN chiesto, mai digitato",
        "wrong PIN": "PIN errato",
        "locked": "tentativo con l'accesso sospeso",
        "caller not allowed": "telefono non autorizzato",
        "replayed": "richiesta già eseguita, inviata di nuovo",
        "unlocked": "accesso riuscito",
        "recording lost": "Avviso perso",
    },
    audio="(messaggio registrato)",
    everything="tutti i numeri",
    site="la sede {site}",
    examples={
        "notice": "Oggi gli uffici chiudono alle 12.",
        "closing": "assemblea del personale",
        "opening": "giornata di orientamento",
    },
)

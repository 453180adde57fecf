"""What the service line says in Italian."""

from collections.abc import Mapping
from types import MappingProxyType

SERVICE_LINE: Mapping[str, str] = MappingProxyType(
    {
        "trial": "Servizio avvisi e chiusure. Questa è una prova: nulla cambia davvero.",
        "not_allowed": "Questo numero è riservato al personale autorizzato.",
        "ask_office": "Servizio avvisi e chiusure. "
        "Digiti le ultime cifre del numero dell'ufficio, poi cancelletto.",
        "unknown_office": "Nessun ufficio ha questo numero.",
        "several_offices": "Più di un ufficio ha un numero che finisce così. "
        "Digiti qualche cifra in più.",
        "ask_pin": "{office}. Digiti il PIN, poi cancelletto.",
        "wrong_pin": "Il PIN non è corretto.",
        "locked": "L'accesso è sospeso per troppi tentativi errati. Si rivolga all'assistenza.",
        "open": "L'ufficio è aperto.",
        "closed": "L'ufficio è chiuso.",
        "closed_because": "L'ufficio è chiuso {why}.",
        "reopens": "Riapre {moment}.",
        "no_notice": "Non ci sono avvisi in vigore.",
        "notice": "C'è un avviso, che termina {moment}. Ecco che cosa sente chi chiama.",
        "waiting": "Un avviso registrato entrerà in vigore fra poco.",
        "menu": "Per riascoltare la situazione, prema 1. "
        "Per chiudere fino alla prossima apertura, prema 2. Per riaprire, prema 3. "
        "Per registrare un avviso, prema 4. Per togliere gli avvisi, prema 5. "
        "Per terminare, prema 9.",
        "confirm_close": "L'ufficio chiude subito e riapre {moment}. "
        "Per confermare, prema 1. Per tornare indietro, prema 2.",
        "already_closed": "L'ufficio è già chiuso. Per saltare la prossima apertura, "
        "e riaprire {moment}, prema 1. Per tornare indietro, prema 2.",
        "no_opening": "Non è prevista nessuna apertura. Si rivolga all'assistenza.",
        "done_close": "Fatto. L'ufficio è chiuso.",
        "done_reopen": "Fatto. La chiusura è stata tolta.",
        "nothing_to_reopen": "Non c'è nessuna chiusura dell'ufficio da togliere.",
        "record": "Registri l'avviso dopo il segnale acustico. Al termine prema cancelletto.",
        "nothing_heard": "Non è stato registrato nulla.",
        "ask_until": "Fino a quando vale l'avviso? Fino alla prossima apertura, prema 1. "
        "Fino a mezzanotte, prema 2. Per 24 ore, prema 3. Per una settimana, prema 4.",
        "your_notice": "Ecco il suo avviso.",
        "confirm_notice": "L'avviso termina {moment}. Per confermare, prema 1. "
        "Per annullare, prema 2.",
        "done_notice": "Fatto. Chi chiama sentirà l'avviso fra pochi secondi.",
        "confirm_remove": "Per togliere gli avvisi dell'ufficio, prema 1. "
        "Per tornare indietro, prema 2.",
        "done_remove": "Fatto. Gli avvisi dell'ufficio sono stati tolti.",
        "nothing_to_remove": "Non ci sono avvisi dell'ufficio da togliere.",
        "invalid": "Il tasto non corrisponde a nessuna scelta.",
        "done_before": "Questa richiesta è già stata eseguita.",
        "failed": "In questo momento il servizio non è disponibile, e nulla è cambiato. "
        "Si rivolga all'assistenza.",
        "goodbye": "Arrivederci.",
    }
)

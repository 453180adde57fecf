"""The built-in prompts in Italian."""

from collections.abc import Mapping
from types import MappingProxyType

_WRITE = "Può scrivere all'indirizzo {email}."
_VISIT = "Per altre informazioni visiti il sito {web}."
_CLOSED = f"L'ufficio riapre {{reopens}}. {{note}}. {_WRITE} {_VISIT}"

PROMPTS: Mapping[str, str] = MappingProxyType(
    {
        "welcome": "{office}.",
        "all_closed": f"{{office}}. Gli uffici sono chiusi {{why}}. {_CLOSED}",
        "site_closed": f"{{office}}. Gli uffici di questa sede sono chiusi {{why}}. {_CLOSED}",
        "closed": "{office}. L'ufficio è chiuso {why}. Riapre {reopens}. {note}. "
        f"{_WRITE} {_VISIT}",
        "outside": "{office}. In questo momento l'ufficio è chiuso {why}. "
        "Oggi l'apertura è diversa dal solito: {special}. L'orario è {hours}. Riapre {reopens}. "
        + _WRITE,
        "nobody": "Ci dispiace, in questo momento nessuno può rispondere.",
        "greeting": "Dopo il segnale acustico lasci il suo nome, un recapito e un breve messaggio. "
        "Al termine prema cancelletto, oppure riagganci.",
        "recorded": "I messaggi vengono registrati e conservati per {kept}.",
        "receipt": "Grazie, il suo messaggio è stato registrato. "
        "Il numero di riferimento è {reference}.",
        "empty": f"Non abbiamo ricevuto alcun messaggio. {_WRITE} {_VISIT}",
        "invalid": "Il tasto non corrisponde a nessuna scelta.",
        "code": "Digiti il codice, seguito dal tasto cancelletto.",
        "code_alone": "Digiti il codice.",
        "invalid_code": "Il codice non è valido.",
        "progress": "Resti in linea, per favore. Proviamo con un altro collega.",
        "whisper": "{office}, chiamata in arrivo. Chiama {caller}.",
        "confirm": "Per rispondere, prema 1.",
        "information": f"{{office}}. L'orario è {{hours}}. {_WRITE} {_VISIT}",
        "changed": "Il servizio è stato appena aggiornato. Ricominciamo dall'inizio.",
        "fault": "{office}. Per un problema tecnico in questo momento non possiamo passare la "
        f"chiamata. L'orario dell'ufficio è {{hours}}. {_WRITE} {_VISIT} "
        "Ci scusiamo per il disagio.",
        "unavailable": "{organisation}. Questo numero in questo momento non è attivo. "
        f"{_WRITE} {_VISIT}",
        "goodbye": "Grazie per aver chiamato. Arrivederci.",
    }
)

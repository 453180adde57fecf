"""The built-in prompts in Italian."""

from collections.abc import Mapping
from types import MappingProxyType

PROMPTS: Mapping[str, str] = MappingProxyType(
    {
        "closed": "{office}. L'ufficio è chiuso. Motivo: {reason}. Riapre {reopens}. "
        "Può scrivere all'indirizzo {email}. Per altre informazioni visiti il sito {web}.",
        "outside": "{office}. In questo momento l'ufficio è chiuso. Motivo: {reason}. "
        "L'ufficio è aperto {hours}. Riapre {reopens}. Può scrivere all'indirizzo {email}.",
        "nobody": "Ci dispiace, in questo momento nessuno può rispondere.",
        "greeting": "Dopo il segnale acustico lasci il suo nome, un recapito e un breve messaggio. "
        "Al termine prema cancelletto, oppure riagganci.",
        "recorded": "I messaggi sono registrati e conservati per {kept}.",
        "receipt": "Grazie, il suo messaggio è stato registrato. Il riferimento è {reference}.",
        "empty": "Non abbiamo ricevuto alcun messaggio. Può scrivere all'indirizzo {email}. "
        "Per altre informazioni visiti il sito {web}.",
        "invalid": "La scelta non è valida.",
        "code": "Digiti il codice, seguito dal tasto cancelletto.",
        "invalid_code": "Il codice non è valido.",
        "progress": "Resti in linea, stiamo provando un altro numero.",
        "whisper": "Chiamata per {office}. Chiama {caller}.",
        "confirm": "Per rispondere, prema 1.",
        "information": "{office}. L'ufficio è aperto {hours}. Può scrivere all'indirizzo {email}. "
        "Per altre informazioni visiti il sito {web}.",
        "changed": "Il servizio è stato appena aggiornato. Ricominciamo dall'inizio.",
        "fault": "{office}. Per un problema tecnico in questo momento non possiamo passare la "
        "chiamata. L'ufficio è aperto {hours}. Può scrivere all'indirizzo {email}. "
        "Per altre informazioni visiti il sito {web}. Ci scusiamo per il disagio.",
        "unavailable": "{organisation}. Questo numero in questo momento non è attivo. "
        "Può scrivere all'indirizzo {email}. Per altre informazioni visiti il sito {web}.",
        "goodbye": "Grazie per aver chiamato. Arrivederci.",
    }
)

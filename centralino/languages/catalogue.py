"""The built-in prompts, each in Italian and English; a flow or the organisation may replace any.

A sentence whose placeholder has no value is left out (see prompts.filled), so each sentence stands
by itself.
"""

from collections.abc import Mapping
from types import MappingProxyType

from centralino.languages.prompts import Prompt


def _prompt(it: str, en: str) -> Prompt:
    return Prompt(MappingProxyType({"it": it, "en": en}))


LANGUAGE_NAMES = {"it": "l'italiano", "en": "English"}
"""Each language in its own words, as said after "per" or "for"."""

BUILT_IN: Mapping[str, Prompt] = MappingProxyType(
    {
        "closed": _prompt(
            "{office}. L'ufficio è chiuso. Motivo: {reason}. Riapre {reopens}. "
            "Può scrivere all'indirizzo {email}. Per altre informazioni visiti il sito {web}.",
            "{office}. The office is closed. Reason: {reason}. "
            "It reopens {reopens}. You can write to {email}. For more information, visit {web}.",
        ),
        "outside": _prompt(
            "{office}. In questo momento l'ufficio è chiuso. Motivo: {reason}. "
            "L'ufficio è aperto {hours}. Riapre {reopens}. Può scrivere all'indirizzo {email}.",
            "{office}. The office is closed at the moment. Reason: {reason}. "
            "The office is open {hours}. It reopens {reopens}. You can write to {email}.",
        ),
        "nobody": _prompt(
            "Ci dispiace, in questo momento nessuno può rispondere.",
            "We are sorry, nobody can take your call at the moment.",
        ),
        "greeting": _prompt(
            "Dopo il segnale acustico lasci il suo nome, un recapito e un breve messaggio. "
            "Al termine prema cancelletto, oppure riagganci.",
            "After the tone, please leave your name, your contact details and a short message. "
            "When you have finished, press hash, or simply hang up.",
        ),
        "recorded": _prompt(
            "I messaggi sono registrati e conservati per {kept}.",
            "Messages are recorded and kept for {kept}.",
        ),
        "receipt": _prompt(
            "Grazie, il suo messaggio è stato registrato. Il riferimento è {reference}.",
            "Thank you, your message has been recorded. The reference is {reference}.",
        ),
        "empty": _prompt(
            "Non abbiamo ricevuto alcun messaggio. Può scrivere all'indirizzo {email}. "
            "Per altre informazioni visiti il sito {web}.",
            "We have not received a message. You can write to {email}. "
            "For more information, visit {web}.",
        ),
        "invalid": _prompt("La scelta non è valida.", "That is not a valid choice."),
        "code": _prompt(
            "Digiti il codice, seguito dal tasto cancelletto.",
            "Please enter the code, followed by the hash key.",
        ),
        "invalid_code": _prompt("Il codice non è valido.", "That code is not valid."),
        "progress": _prompt(
            "Resti in linea, stiamo provando un altro numero.",
            "Please hold, we are trying another number.",
        ),
        "whisper": _prompt(
            "Chiamata per {office}. Chiama {caller}.",
            "A call for {office}. The caller is {caller}.",
        ),
        "confirm": _prompt("Per rispondere, prema 1.", "To take the call, press 1."),
        "information": _prompt(
            "{office}. L'ufficio è aperto {hours}. Può scrivere all'indirizzo {email}. "
            "Per altre informazioni visiti il sito {web}.",
            "{office}. The office is open {hours}. You can write to {email}. "
            "For more information, visit {web}.",
        ),
        "changed": _prompt(
            "Il servizio è stato appena aggiornato. Ricominciamo dall'inizio.",
            "This service has just been updated. Let us start again from the beginning.",
        ),
        "fault": _prompt(
            "{office}. Per un problema tecnico in questo momento non possiamo passare la chiamata. "
            "L'ufficio è aperto {hours}. Può scrivere all'indirizzo {email}. "
            "Per altre informazioni visiti il sito {web}. Ci scusiamo per il disagio.",
            "{office}. Because of a technical fault we cannot connect your call at the moment. "
            "The office is open {hours}. You can write to {email}. "
            "For more information, visit {web}. We apologise for the inconvenience.",
        ),
        "unavailable": _prompt(
            "{organisation}. Questo numero in questo momento non è attivo. "
            "Può scrivere all'indirizzo {email}. Per altre informazioni visiti il sito {web}.",
            "{organisation}. This number is not in service at the moment. "
            "You can write to {email}. For more information, visit {web}.",
        ),
        "goodbye": _prompt(
            "Grazie per aver chiamato. Arrivederci.", "Thank you for calling. Goodbye."
        ),
    }
)

"""What the service line says, in Italian and English."""

from types import MappingProxyType

IT = {
    "trial": "Servizio avvisi e chiusure. Questa è una prova, in cui nulla può cambiare.",
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
    "reason": "Motivo della chiusura: {reason}.",
    "reopens": "Riapre {moment}.",
    "no_notice": "Non ci sono avvisi in vigore.",
    "notice": "C'è un avviso, che termina {moment}. Chi chiama sente questo.",
    "waiting": "Un avviso registrato entrerà in vigore fra poco.",
    "menu": "Per riascoltare la situazione, prema 1. "
    "Per chiudere fino alla prossima apertura, prema 2. Per riaprire, prema 3. "
    "Per registrare un avviso, prema 4. Per togliere gli avvisi, prema 5. "
    "Per terminare, prema 9.",
    "confirm_close": "L'ufficio chiude subito e riapre {moment}. "
    "Per confermare, prema 1. Per tornare indietro, prema 2.",
    "already_closed": "L'ufficio è già chiuso. Per saltare la prossima apertura, "
    "e riaprire {moment}, prema 1. Per tornare indietro, prema 2.",
    "no_opening": "Non risulta nessuna apertura. Si rivolga all'assistenza.",
    "done_close": "Fatto. L'ufficio è chiuso.",
    "done_reopen": "Fatto. La chiusura è stata tolta.",
    "nothing_to_reopen": "Non c'è nessuna chiusura dell'ufficio da togliere.",
    "record": "Registri l'avviso dopo il segnale acustico. Al termine prema cancelletto.",
    "nothing_heard": "Non è stato registrato nulla.",
    "ask_until": "Fino a quando vale l'avviso? Fino alla prossima apertura, prema 1. "
    "Fino a mezzanotte, prema 2. Per 24 ore, prema 3. Per una settimana, prema 4.",
    "your_notice": "Ecco il suo avviso.",
    "confirm_notice": "L'avviso termina {moment}. Per confermare, prema 1. Per annullare, prema 2.",
    "done_notice": "Fatto. Chi chiama sentirà l'avviso fra pochi secondi.",
    "confirm_remove": "Per togliere gli avvisi dell'ufficio, prema 1. "
    "Per tornare indietro, prema 2.",
    "done_remove": "Fatto. Gli avvisi dell'ufficio sono stati tolti.",
    "nothing_to_remove": "Non ci sono avvisi dell'ufficio da togliere.",
    "invalid": "La scelta non è valida.",
    "done_before": "Questa richiesta è già stata eseguita.",
    "failed": "In questo momento il servizio non è disponibile, e nulla è cambiato. "
    "Si rivolga all'assistenza.",
    "goodbye": "Arrivederci.",
}
EN = {
    "trial": "Notices and closures. This is a trial, in which nothing can change.",
    "not_allowed": "This number is for authorised staff only.",
    "ask_office": "Notices and closures. "
    "Please enter the last digits of the office's number, followed by the hash key.",
    "unknown_office": "No office has this number.",
    "several_offices": "More than one office has a number that ends like this. "
    "Please enter a few more digits.",
    "ask_pin": "{office}. Please enter the PIN, followed by the hash key.",
    "wrong_pin": "That PIN is not correct.",
    "locked": "Access is suspended after too many wrong attempts. Please contact the helpdesk.",
    "open": "The office is open.",
    "closed": "The office is closed.",
    "reason": "Reason for the closure: {reason}.",
    "reopens": "It reopens {moment}.",
    "no_notice": "There are no notices in force.",
    "notice": "There is a notice, which ends {moment}. Callers hear this.",
    "waiting": "A recorded notice will be in force shortly.",
    "menu": "To hear the situation again, press 1. To close until the next opening, press 2. "
    "To reopen, press 3. To record a notice, press 4. To remove notices, press 5. "
    "To finish, press 9.",
    "confirm_close": "The office closes at once and reopens {moment}. "
    "To confirm, press 1. To go back, press 2.",
    "already_closed": "The office is closed already. To skip the next opening, "
    "and reopen {moment}, press 1. To go back, press 2.",
    "no_opening": "No opening is in sight. Please contact the helpdesk.",
    "done_close": "Done. The office is closed.",
    "done_reopen": "Done. The closure has been removed.",
    "nothing_to_reopen": "There is no closure of this office to remove.",
    "record": "Please record the notice after the tone. When you have finished, press hash.",
    "nothing_heard": "Nothing was recorded.",
    "ask_until": "Until when is the notice in force? Until the next opening, press 1. "
    "Until midnight, press 2. For 24 hours, press 3. For a week, press 4.",
    "your_notice": "This is your notice.",
    "confirm_notice": "The notice ends {moment}. To confirm, press 1. To cancel, press 2.",
    "done_notice": "Done. Callers will hear the notice in a few seconds.",
    "confirm_remove": "To remove the office's notices, press 1. To go back, press 2.",
    "done_remove": "Done. The office's notices have been removed.",
    "nothing_to_remove": "There are no notices of this office to remove.",
    "invalid": "That is not a valid choice.",
    "done_before": "This request has been carried out already.",
    "failed": "The service is not available at the moment, and nothing has changed. "
    "Please contact the helpdesk.",
    "goodbye": "Goodbye.",
}
SAID = MappingProxyType({"it": IT, "en": EN})

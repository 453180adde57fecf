"""A house with every kind of step, for tests that try everything."""

EVERY_KIND = """
number: "0577 235501"
office: {it: Ufficio Tasse, en: Fees Office}
email: [tasse@example.org, fees@example.org]
web: https://www.example.org/tasse
hours:
  mon-fri: "10-13"
  tue: "15:00-17:00"
  seasons: [{from: "07-01", to: "08-31", hours: {mon: "9-12"}}]
calendar:
  - {from: 2026-12-24, to: 2027-01-06, reason: {it: chiusura natalizia, en: Christmas closure}}
  - {on: 2026-12-29, open: "09:00-12:00", reason: apertura straordinaria}
ring: ["0577 235010", {number: "0577 235011", ring: 8s, confirm: true, name: Segreteria}]
steps:
  start: {gate: hours, open: welcome, closed: outside}
  outside: {say: "{office}. {hours} {reopens} {reason} {email} {web} {number}", then: mailbox}
  welcome:
    menu:
    keys:
      1: {say: le tasse, then: hunt}
      2: {say: {it: i contributi, en: contributions}, then: rota}
      3: {say: il codice, then: door}
      4: {say: tutti, then: all}
      5: {say: il sito, then: weekend}
      9: {language: en, then: welcome}
      "*": {say: un'altra voce, then: spoken}
      "#": {say: l'altro ufficio, then: other}
    tries: 2
    timeout: 4s
    speech: true
    otherwise: outside
  spoken: {menu: {audio: menu.mp3}, keys: {1: hunt, 0: {language: it}}, invalid: No.}
  hunt: {dial: office, cap: 40s, progress: true, whisper: Chiamata., otherwise: mailbox}
  rota:
    dial: ["0577 235020", "0577 235021", "0577 235022"]
    order: rotating
    caller_id: caller
    confirm: true
    progress: Un momento.
    otherwise: chance
  chance: {dial: ["0577 235030", "0577 235031"], order: random, caller_id: "0577 235500"}
  all: {dial: ["0577 235040", "0577 235041"], order: all at once, whisper: true, otherwise: mailbox}
  door: {code: Il codice., codes: {"0042": hunt, 4711: other}, length: 4, tries: 2, otherwise: bye}
  weekend: {gate: {sat-sun: "00:00-24:00"}, open: bye, closed: holiday}
  holiday: {gate: [{on: 2026-12-25, reason: Natale}], open: welcome, closed: outside}
  mailbox:
    voicemail: office
    greeting: {it: "Dica a {office}.", en: "Speak to {office}."}
    max: 60s
    beep: false
    then: bye
    empty: nothing
  nothing: {say: Non abbiamo sentito nulla.}
  other: {goto: "0577 235502"}
  bye: {hangup: {prompt: goodbye}}
"""
OTHER = """
number: "0577 235502"
office: Portineria
always_open: true
email: portineria@example.org
steps:
  greet: {say: Portineria., then: desk}
  desk: {voicemail: office}
"""
HOUSE = {
    "centralino.yaml": """
organisation: {it: Università di Prova, en: Test University}
mail: {from: centralino@example.org, helpdesk: helpdesk@example.org}
holidays: {country: IT, province: SI}
calendar: [{from: 2026-08-10, to: 2026-08-21, reason: {it: chiusura estiva, en: summer closure}}]
""",
    "0577235501": EVERY_KIND,
    "0577235502": OTHER,
}

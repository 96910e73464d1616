### What people type instead of pressing a button, separated by |

particles = please|pls|now|thanks|thank you

word-cancel = cancel|never mind|do not send
word-back = back|go back
word-menu = menu|main menu|home|start
word-help = help|how to use|guide
word-track = track|my tickets|status|my matters
word-stop = stop|unsubscribe
word-language = language|change language
word-english = english|in english
word-thai = thai

# Beside a ticket number: asks how it stands
asks-after = track|status|progress|how is|any news|what about
word-skip = skip|none

command-menu = Menu
command-track = Follow my matters
command-help = How to use this
command-cancel = Cancel what I am doing
command-language = ภาษา / Language

## What a button writes in a group, followed by the ticket number

typed-ticket-claim = claim
typed-ticket-answer = answer
typed-ticket-forward = forward
typed-ticket-to = forward-to
typed-ticket-close = close
typed-ticket-closeas = close-as
typed-ticket-full = read
typed-ticket-files = files
typed-ticket-show = show
typed-reply-undo = undo
typed-reply-send = send

## Closing and opening again

typed-ticket-closenow = close-now
typed-ticket-reopen = reopen
typed-ticket-keepnote = keep-note

# Before the name of a unit; need not be typed
unit-words = group|unit

typed-ticket-more = more
typed-ticket-release = release|give-back
typed-ticket-assign = assign
typed-ticket-ask = ask
typed-ticket-refer = refer|await
typed-ticket-resume = resume|continue
typed-ticket-note = note
typed-ticket-kind = kind
typed-ticket-merge = merge|duplicate-of
typed-ticket-extend = extend
typed-ticket-register = register
typed-ticket-take = take-over

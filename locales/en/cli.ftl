# Sentences on the terminal (python -m bot …)

cli-help = A participation bot on LINE and Telegram for education offices
cli-help-serve = Run the bot, from bot.yaml and the environment
cli-help-sandbox = Try it on this machine; no account needed
cli-help-init = Ask a few questions and write bot.yaml and .env
cli-help-doctor = Check the whole set-up; say what is wrong and where to click
cli-help-invite = Make a one-time code that binds a chat or gives a role (--group, --role)
cli-help-classify = Read texts line by line (JSON) and say how they are understood
cli-help-train = Learn from labelled messages and from the office's corrections (--data, --out, --dev, --check)
cli-help-migrate = Bring the database to the newest version
cli-help-replay = Let parked events take their turn again

cli-mistakes = The settings are wrong in { $count } { $count ->
    [one] place
   *[other] places
}
cli-port-in-use = PORT: port { $port } is used by another program; stop that one or set PORT to another number
cli-no-address = HOST: cannot listen at { $host } port { $port }; check HOST and PORT
cli-not-writable = DATA_DIR: cannot write to { $path }; check the permissions of the folder
cli-damaged-database = DATABASE_URL: { $path } is damaged, or no database; stop the bot, move the file away and put the newest backup in its place
cli-no-database = DATABASE_URL: the database cannot be opened; check that it runs and that the address is right
cli-already-running = DATA_DIR: the bot is running already with this folder ({ $path }); stop that one first, or set another DATA_DIR
cli-other-secret-key = SECRET_KEY: what is stored was sealed with another key; put the old one back (.env, or the copy kept elsewhere). Nothing was changed
cli-channel-on = { $channel }: on
cli-channel-off = { $channel }: off, since { $setting } is not set
cli-local-links = PUBLIC_URL is not set: links to attachments open on this machine only
cli-no-such-group = --group: there is no group { $given }; known: { $known }
cli-no-such-role = --role: there is no role { $given }; known: { $known }
cli-migrated = The database is at the newest version
cli-replayed = { $count } parked { $count ->
    [one] event takes its
   *[other] events take their
} turn again
cli-no-sentence = Line { $line }: must be JSON with id and text
cli-train-no-library = { $name } is missing; install what training needs: make trainer
cli-train-unreadable = --data, --dev: { $what } cannot be read; each line must be JSON with text and label, or text, kind, group …
cli-train-needs-out = --out: name the file for a model of labels that are not the bot's own
cli-train-nothing = --data: at least two different labels are needed, and texts that have something in common
cli-train-too-few = { $count } corrections, at least { $least } are needed; nothing was changed
cli-train-compared = { $count } corrections, each read without having seen it: right before { $before }, after { $after }
cli-train-no-better = Not better; the model in use stays
cli-train-held-back = On messages held back in turn (95 % intervals in brackets):
cli-train-on-dev = On the development set:
cli-train-axis = { $axis } ({ $count }): accuracy { $accuracy }, lenient { $lenient }, macro-F1 { $f1 }, calibration error { $gap }; answers { $answered } without asking, right { $precise }
cli-train-safety = danger found { $dangers }, leads found { $leads }; false alarms { $alarms }, among look-alikes { $lookalikes }
cli-train-written = { $path } is written ({ $kilobytes } kB); a running bot takes it up within a minute
cli-train-checked = { $count } { $count ->
    [one] fault
   *[other] faults
} in the labelled messages
cli-no-model = --model: { $path } is no model; python -m bot train --data FILE --out FILE makes one
cli-invite-code = Code { $code }, good once within { $hours } hours
cli-invite-line = LINE: type the code in the group, and it becomes the unit's desk; or in the private chat, to get the role
cli-invite-person = Telegram (private): { $link }
cli-invite-group = Telegram (group): { $link }

cli-doctor-fine = fine
cli-doctor-advice = look
cli-doctor-wrong = wrong
cli-doctor-python = Python { $version }
cli-doctor-settings = bot.yaml: { $office }
cli-doctor-secret-key = SECRET_KEY is set; keep a copy elsewhere: without it old data cannot be read
cli-doctor-no-secret-key = SECRET_KEY is not set; python -m bot init makes one
cli-doctor-short-secret-key = SECRET_KEY is too short; it must have at least { $least } characters
cli-doctor-other-secret-key = SECRET_KEY: the database was sealed with another key; put the old one back
cli-doctor-data-dir = { $path } can be written to
cli-doctor-data-dir-closed = DATA_DIR: { $path } cannot be written to; give the bot's user the right to
cli-doctor-database = The database is ready
cli-doctor-database-old = The database is not at the newest version: python -m bot migrate (serve does it at start)
cli-doctor-no-database = DATABASE_URL: the database cannot be opened; check that it runs and that the address is right
cli-doctor-no-channel = No channel is on: put the secrets of LINE or Telegram into .env (python -m bot init helps)
cli-doctor-line-off = LINE is off, since LINE_CHANNEL_SECRET and LINE_CHANNEL_ACCESS_TOKEN are not set
cli-doctor-line = LINE: { $name }
cli-doctor-line-token = LINE_CHANNEL_ACCESS_TOKEN does not work; issue a new one at LINE Developers Console › Messaging API channel › tab Messaging API › Channel access token › Issue
cli-doctor-line-unreachable = LINE cannot be reached; check the internet connection and LINE_API_BASE
cli-doctor-line-quota = LINE: { $used } of { $limit } paid messages used this month
cli-doctor-line-quota-low = LINE: { $used } of { $limit } paid messages used this month, nearly all; get a larger plan at LINE Official Account Manager › Settings › Plan
cli-doctor-line-quota-free = LINE: the number of messages is not limited
cli-doctor-line-no-webhook = LINE does not know the bot's address; enter { $address } at LINE Developers Console › tab Messaging API › Webhook URL
cli-doctor-line-other-webhook = LINE sends to { $endpoint }, but the bot is at { $address }; change it at LINE Developers Console › tab Messaging API › Webhook URL
cli-doctor-line-webhook-off = LINE: "Use webhook" is off; switch it on at LINE Developers Console › tab Messaging API › Use webhook
cli-doctor-line-webhook-fails = LINE called { $endpoint } without success ({ $reason }); check that serve is running and the HTTPS certificate is valid
cli-doctor-line-webhook = LINE called { $endpoint } with success
cli-doctor-public-url = PUBLIC_URL is not set; LINE needs an https:// address that can be reached from the internet
cli-doctor-holidays = the days off of { $year } (B.E. { $thai_year }) have not been compared with the cabinet's list; add the ploughing day and special days to holidays in bot.yaml, then { $year } to holidays_confirmed
cli-doctor-local-links = PUBLIC_URL is not set, so links to attachments open on this machine only; set it to the https:// address by which staff reach the bot
cli-doctor-telegram-off = Telegram is off, since TELEGRAM_BOT_TOKEN is not set
cli-doctor-telegram = Telegram: @{ $name }
cli-doctor-telegram-token = TELEGRAM_BOT_TOKEN does not work; get a new one from @BotFather › /mybots › API Token
cli-doctor-telegram-unreachable = Telegram cannot be reached; check the internet connection and TELEGRAM_API_BASE
cli-doctor-telegram-webhook-set = Telegram still sends to { $address }, so polling gets nothing; serve takes it over at start. If that is another system's, stop that one first
cli-doctor-telegram-no-webhook = Telegram does not know the bot's address; set PUBLIC_URL and start serve again, or use TELEGRAM_MODE=polling
cli-doctor-telegram-webhook = Telegram sends to { $address }
cli-doctor-telegram-webhook-fails = Telegram called { $address } without success ({ $reason }); check that serve is running and the HTTPS certificate is valid
cli-doctor-desks = { $count } { $count ->
    [one] desk is
   *[other] desks are
} bound to a chat
cli-doctor-no-desk = No chat is bound for { $desks }: python -m bot invite --group NAME --role officer, then type the code in that group chat
cli-doctor-no-confidential = No chat is bound for confidential, so corruption reports wait unseen: python -m bot invite --group confidential --role officer, then type the code in the group of those in charge
cli-doctor-well = Everything is ready
cli-doctor-unwell = { $count } to mend

cli-init-hello = A few questions. Enter takes what stands in [ ]; all can be changed in the files later
cli-init-office = Name of the office in Thai
cli-init-short = Short name in Thai
cli-init-office-en = Name of the office in English
cli-init-short-en = Short name in English
cli-init-code = Code before every ticket number (2 to 6 letters A-Z or digits)
cli-init-line-secret = LINE channel secret (LINE Developers Console › Basic settings; empty: no LINE yet)
cli-init-line-token = LINE channel access token (tab Messaging API)
cli-init-telegram-token = Telegram bot token (from @BotFather; empty: no Telegram yet)
cli-init-public-url = Public address of the bot (https://…; empty: none yet)
cli-init-overwrite = { $path } exists already. Write over it?
cli-init-overwrite-key = { $path } exists already. Write it anew? (Its SECRET_KEY is kept)
cli-init-kept = { $path } is left as it is
cli-init-written = { $path } is written
cli-init-next = Next: check groups and schools in { $path }, then python -m bot doctor

cli-sandbox-open = The sandbox is open. Open this page in a browser (Ctrl-C stops it):

cli-help-bench = Measure this machine: accepting, understanding, turns, delivery, the whole path (--quick, --json FILE)
cli-no-such-part = there is no part { $given }; known: { $known }
cli-bench-figure = figure
cli-bench-ours = here
cli-bench-goal = goal
cli-bench-part-ingest = Accepting webhooks
cli-bench-part-understand = Understanding
cli-bench-part-turns = Turns
cli-bench-part-deliver = Delivery
cli-bench-part-whole = The whole path
cli-bench-ceiling = bare aiohttp, the ceiling
cli-bench-unit = CPU of one bare answer (a)
cli-bench-ingest = accepted
cli-bench-ingest-share = share of the ceiling
cli-bench-ingest-cpu = CPU a webhook
cli-bench-ingest-cost = CPU a webhook, in a
cli-bench-ingest-half = p99 at half load
cli-bench-ingest-burst = slowest answer in a burst
cli-bench-ingest-refused = refused
cli-bench-ingest-lost = accepted and not stored
cli-bench-ingest-memory = most memory
cli-bench-read-half = CPU a message, p50
cli-bench-read-most = CPU a message, p99
cli-bench-read-worst = slowest text of 5,000 characters
cli-bench-read-long = slowest text of 100,000 characters
cli-bench-read-first = CPU from the start to the first reading
cli-bench-read-memory = most memory
cli-bench-turns-answer = answers within a conversation
cli-bench-turns-answer-cpu = CPU an answer
cli-bench-turns-answer-cost = CPU an answer, in a
cli-bench-turns-bubble-cpu = CPU one more bubble
cli-bench-turns-complaint-cpu = CPU a new complaint
cli-bench-turns-complaint-cost = CPU a new complaint, in a
cli-bench-turns-waiting = never decided
cli-bench-turns-missing = tickets missing, or sharing a number
cli-bench-deliver-line = letters on LINE
cli-bench-deliver-line-cpu = CPU a letter on LINE
cli-bench-deliver-telegram = letters on Telegram, at the permitted pace
cli-bench-deliver-telegram-cpu = CPU a letter on Telegram
cli-bench-wait-half = webhook to reply, p50
cli-bench-wait-most = webhook to reply, p99
cli-bench-deliver-missing = never arrived
cli-bench-deliver-memory = most memory
cli-bench-whole = answers
cli-bench-whole-cpu = CPU a message
cli-bench-whole-unanswered = never answered
cli-bench-whole-without = people without a ticket of their own
cli-bench-whole-twice = tickets too many, or sharing a number
cli-bench-whole-memory = most memory

### What citizens are told

greeting = Hello, and welcome to { $office }.

    Just write what you want to tell us, in your own words: a complaint, an idea, a question, a request, or praise. You get a number and a date for the answer.

    Privacy: your words are used for your matter only, are stored encrypted, and you can stay anonymous.

    This is no emergency line. In an emergency call 191 or 1669.
menu = Choose from the menu, or just write what you want to tell us.
report = Just write. Several messages, photos, files, voice or a location are fine. You see a summary before anything is sent.
about = Your words go to the unit of the office in charge, and every matter gets a number.

    • stored encrypted, used for your matter only
    • you can choose to stay anonymous before sending
    • corruption leads go to the confidential desk only
    • what you unsend on LINE is removed from our records too
help = How to use this
    • Just write what you want to tell us
    • “track” shows your matters; or type a ticket number
    • “cancel” stops what you are doing, “back” goes a step back
    • “menu” goes to the start, “language” changes it, “stop” ends announcements

    If somebody is in danger, call 191 or 1300 at once.
smalltalk = Hello, we are listening. If you have something to tell us, just write it.
sticker = Thank you for the sticker. If you have something to tell us, please write it.
not-understood = This kind of message cannot be opened. Please write it, or send a photo, file, voice or location.
old-button = This button no longer works. Use the latest menu, or just write what you want to tell us.
nothing-to-cancel = There is nothing to cancel. Just write what you want to tell us.
stopped = Announcements are stopped. Answers to your own matters still come.
language-ask = เลือกภาษา / Choose a language
language-set = English it is.

choice-menu-report = Tell us
choice-menu-track = My matters
choice-menu-about = Privacy
choice-menu-language = ภาษา / Language
choice-language-th = ภาษาไทย
choice-language-en = English

## Before sending

privacy-notice = Privacy: your words are used for your matter only and kept encrypted, and you may stay anonymous. Type “menu” and choose “Privacy” to read more.
review = Understood as: { $kind }, for { $group }.
    { $veil }
other-language = ระบบอ่านได้เฉพาะภาษาไทยและภาษาอังกฤษ แต่ส่งข้อความนี้ตามที่เขียนให้เจ้าหน้าที่ได้
    We understand Thai and English only, but you can still send this to our staff as it is.
review-unsure = Received, but it is not clear what kind of matter this is, perhaps: { $kind }, for { $group }.
    { $veil }
review-urgent = Staff have been alerted. Understood as: { $kind }, for { $group }.
    { $veil }
    Press “Send” to confirm and get your number.
review-secret = This may be a corruption lead. If sent, only { $group } sees it; no other unit and nobody named in it does. Your name and account stay sealed.
    It is sent only if you press “Send”.
review-files = { $files } file(s) or place(s) received. Please write in a few words what this is about, or just send.
    { $veil }
review-named = Staff will answer you in this chat.
review-anonymous = Anonymous: staff cannot see who you are, but can answer in this chat.
review-gone = Nothing is waiting to be sent. If you want to tell us something, just write.

choice-intake-send = Send
choice-intake-sendas = As { $kind }
choice-intake-kind = Change the kind
choice-intake-other = Something else
choice-intake-kindis = { $kind }
choice-intake-group = Change the unit
choice-intake-groupis = { $group }
choice-intake-more = Add text or photo
choice-intake-anonymous = Stay anonymous
choice-intake-named = Not anonymous
choice-intake-urgent = Someone is in danger
choice-intake-join = Join { $number }
choice-intake-same = About { $number }
choice-intake-cancel = Cancel

ask-kind = What kind of matter is this?
ask-group = Which unit should get it?
intake-full = This matter is very long. Please send it first; your last message was not added. You can then add to it.
ask-more = Go on: write, or send a photo, file, voice or location.

cancelled = Cancelled. Nothing was sent.
cancelled-urgent = Stopped here. For safety's sake staff had already been alerted and will look into it.
lapsed = What you wrote was never sent and its time is over. Nobody has seen it. You can write again at any time.
listed-unconfirmed = You did not press send, so the office keeps it as awaiting your word, number { $number }. Type this number to follow it or add to it.

urgent-hotlines = If somebody is in danger now, please call at once:
    { $lines }

    Staff have been alerted, but this chat is no emergency line.
joined = Added to { $number }. { $group } will see it.

## Receipts

receipt = Received.
    Number { $number }
    Kind: { $kind }
    For: { $group }
    Answer by { $due }

    Type “track” or this number to see how it goes.
receipt-anonymous = Received (anonymous).
    Number { $number }
    Kind: { $kind }
    For: { $group }, who cannot see who you are
    Answer by { $due }

    Without a name the office can look into it and put it right, but may be unable to report personal results. Please note the number: this matter is not listed under “track”; type the number.
receipt-confidential = Received in confidence.
    Code { $number }
    Kind: { $kind }
    Seen by: { $group } only
    Answer by { $due }

    Please note the code: this matter is not listed under “track”; type the code.

school-ask = Which school is it about? Part of the name is enough, or skip.
school-which = Which school do you mean?
school-noted = { $name } noted for { $number }.
school-skipped = No school noted. Thank you for telling us.
choice-school-is = { $name } ({ $area })

form-again = Not found as typed, please try again.
    { $question }
form-cancelled = Cancelled.
choice-form-back = Back
choice-form-skip = Skip

## My matters

tickets = Your latest { $count } matter(s). Choose one to see it.
    (For anonymous or confidential ones type the number.)
tickets-none = No matters are listed. For an anonymous or confidential one, type its number.
choice-mine-show = { $number } { $status }
choice-mine-answer = Write to staff
ticket = Matter { $number }
    Kind: { $kind }
    In charge: { $group }
    Status: { $status }
    Answer by: { $due }

    { $history }
ticket-unknown = No matter with this number is found in your account. Please check the number.
ticket-misspelt = The number { $number } is not right. Please check its digits.
ticket-closed-write = Matter { $number } is closed. If something is still wrong, just write it as a new matter.
answer-ask = Write your message to staff about { $number }.
edit-noted = Your edited message is noted.

status-new-plain = waiting for staff to take it on
status-claimed-plain = taken on, being handled
status-asked-plain = An officer has asked you for more
status-elsewhere-plain = Waiting for another body
status-answered-plain = answered by the office
status-closed-plain = closed
status-reopened-plain = Opened again, waiting for an officer

act-opened = received
act-confirmed = confirmed by you
act-claimed = taken on by staff
act-forwarded = forwarded to another unit
act-replied = answer written by staff
act-written = more written by you
act-reopened = opened again
act-closed = closed
timeline-line = { $day } { $what }

## Answers from the office

reply = Matter { $number }
    From { $group }

    { $words }
forwarded = Matter { $number } was forwarded to { $group }. The date for the answer stays.
closed = Matter { $number } is closed. Result: { $outcome }

    Is it solved for you?
choice-file-open = Open file { $position }
urgent-hotlines-alone = If somebody is in danger now, please call at once:
    { $lines }

    The matter is kept, but no member of staff has seen it yet, and this chat is no emergency line.
review-secret-after = Staff were told of your first message for safety's sake. What may be a corruption lead, if sent, goes to { $group } only.
    It is sent only if you press “Send”.
school-thanks = Thank you for telling us. Matter { $number } has reached our staff.
school-cancelled = No school noted. Matter { $number } has reached our staff.

## Is the matter at its end

closed-note = Matter { $number } is closed. Result: { $outcome }

    { $words }

    Is it solved for you?
closed-spam = We have looked at { $number } and found nothing in it that we can act on, so it is closed. You are welcome to write whenever there is something to tell us.
closed-silent = { $number } was answered { $days } days ago and we have heard nothing since, so it is closed.
    If it is not solved, tell us within { $days } days and it is opened again at once.
reply-file = Matter { $number }
    From { $group }: a file for you. The link opens for { $minutes } minutes; for a new one type the number and press “Files from office”.

    { $words }
reply-file-alone = Matter { $number }
    From { $group }: a file for you. The link opens for { $minutes } minutes; for a new one type the number and press “Files from office”.
office-files = Files from the office in { $number }. The links open for { $minutes } minutes.
office-files-none = There are no files from the office in { $number }.
choice-mine-solved = Solved
choice-mine-unsolved = Not solved
choice-mine-files = Files from office
choice-mine-reopen = Open it again
choice-mine-anew = A new matter
choice-mine-rate-1 = Very little
choice-mine-rate-2 = Little
choice-mine-rate-3 = Fair
choice-mine-rate-4 = Much
choice-mine-rate-5 = Very much
unsolved-ask = We are sorry that { $number } is not in order yet. Please tell us in a few words what is still wrong, or skip. Then it is opened again.
unsolved-cancelled = { $number } was not opened again. If it is not in order, you can always tell us.
reopened = { $number } is open again. { $group } has been told. Answer by { $due }
reopened-by-desk = The office has taken up { $number } again. Answer by { $due }
still-open = { $number } is being worked on. You can write more to the staff.
rate-ask = Thank you, { $number } is closed. How satisfied are you with what was done? (1 very little – 5 very much)
rate-thanks = Thank you for your rating. If you like to add a sentence, just write it, or skip.
rated = Thank you. Your words are kept in { $number }.
rated-done = Thank you for your rating.
again-ask = { $number } is closed. Shall it be opened again, or is this a new matter? Your words are kept.
again-ask-empty = { $number } is closed. Shall it be opened again, or is this a new matter?
again-left = Your words are kept in { $number }, which stays closed.
closed-thanks = Thank you. Your words are kept in { $number }.
act-rated = rated by you
act-solved = solved, said you

### While a matter is handled: questions, extensions, merging, withdrawing

asked = { $number }
    { $group } would like to ask you:

    { $words }

    Please reply in this chat, or press the button below. The time for our answer stands still until you do.
referred = { $number }: we are in touch with the body concerned, { $name }, and will tell you what comes of it.
extended = { $number }: we are sorry to need more time. { $group } will answer by { $due }.

    Reason: { $words }
merged = { $number }: somebody reported the same matter before. We handle both together and will tell you the result in this chat.
merged-plain = handled together with the same matter that was reported before; you will hear the result in this chat
choice-mine-withdraw = Withdraw
choice-mine-withdrawn = Yes, withdraw it
choice-mine-keep = No, keep it
withdraw-sure = Do you want to withdraw { $number }? The office then stops working on it.
withdraw-closed = { $number } is closed; there is nothing to withdraw.
withdraw-urgent = { $number } may be about somebody's safety, so the office must look into it all the same. If something was wrong in it, press “Write to staff” and tell us.
withdrawn = { $number } is withdrawn. You can report a new matter at any time.
act-asked = Staff asked for more
act-referred = Another body was asked
act-extended = The due date was extended
act-merged = Joined with the same matter
act-withdrawn = You withdrew it

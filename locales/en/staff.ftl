### What staff are told in their group

card-new = New matter
card-urgent = URGENT: { $reason }. Please look into it at once.
card-unconfirmed = New matter (not yet confirmed)
card-more = The citizen added to { $number }
card-open = As it stands
card-claimed = Taken on by { $name }
card-forwarded = Forwarded from { $group }
card-went = Forwarded to { $group }
card-closed = Closed: { $outcome }
card-kind = Kind
card-group = Unit
card-school = School
card-status = Status
card-due = Answer by
card-files = Files
card-alike = Looks like
card-no-words = (no words)

choice-ticket-claim = Claim
choice-ticket-answer = Answer
choice-ticket-forward = Forward
choice-ticket-close = Close
choice-ticket-full = Read all
choice-ticket-files = Files
choice-ticket-to = { $group }
choice-ticket-closeas-solved = Solved
choice-ticket-closeas-explained = Explained
choice-ticket-closeas-not-ours = Not within our power
choice-ticket-closeas-spam = Spam
choice-reply-undo = Do not send
choice-reply-send = Send to the citizen

claimed-already = You hold { $number } already. Answer by replying to (quoting) its card.
ticket-claimed = { $number } is held by { $name }.
ticket-closed = { $number } is closed.
claim-first = Please claim { $number } first.
answer-how = To answer { $number }, press and hold its card, choose “reply” and write. Only the answer of who claimed it goes to the citizen; others' replies are internal notes.
forward-which = Which unit should get { $number }?
confidential-stays = { $number } is confidential and cannot be forwarded to a unit.
close-how = How does { $number } end? The citizen is told.
files-none = { $number } has no files.
told-privately = Sent to you in private. If it does not come, add the bot as a friend or start a chat with it first.
private-first = It could not be sent in private. Please add the bot as a friend, or open a chat with it and press “Start”, then press the button again.
who-are-you-line = The platform does not say who pressed, so nothing was done. Please add the bot as a friend in LINE on a phone, agree to the use of your profile, and try again.
who-are-you-telegram = The platform does not say who pressed, so nothing was done. Please switch off “remain anonymous” for the group's administrators and try again.
ticket-elsewhere = This matter is not at this desk; it may have been forwarded. Please check the number.

reply-held = The answer to { $number } goes to the citizen in { $seconds } seconds.
reply-undone = The answer to { $number } was not sent; it is kept as an internal note.
reply-gone = There is no answer to take back in { $number } (it has gone, or was taken back).
reply-not-there = That note is not in { $number }, or it has been sent.
reply-sent = The answer to { $number } has reached the citizen.
reply-waiting = The answer to { $number } waits and goes with the citizen's next message.
reply-unknown = The answer to { $number } was sent, but the platform does not confirm that it arrived.
reply-failed = The answer to { $number } could not be delivered. { $reason }
reason-blocked = The citizen has blocked the bot; please reach them another way.
reason-other = Please tell the administrator.
reply-is-held = answer about to go
reply-is-sent = answer delivered
reply-is-waiting = answer waits
reply-is-failed = answer not delivered
reply-is-unknown = not known whether the answer arrived
noted = Noted in { $number }. The citizen does not see it.
noted-unclaimed = Noted in { $number }. The citizen does not see it. To answer, claim it first.
noted-file = The file is kept in { $number } as an internal note. The citizen does not see it.

ticket-full = Matter { $number }
    { $lines }
full-citizen = [{ $day }] Citizen: { $words }
full-reply = [{ $day }] Answer: { $words }
full-note = [{ $day }] Internal note: { $words }
files = Files of { $number }. The links open for { $minutes } minutes; please do not pass them on.

group-hint = Hello. This group is not bound to a unit of the office yet. The administrator makes a code with the command “invite”; type the code here (Telegram: /start and the code). If it is not bound within { $days } days, the bot leaves.
code-unknown = This code is not known. Please check it.
code-used = This code has been used. Please ask the administrator for a new one.
code-expired = This code has expired. Please ask the administrator for a new one.
desk-bound = This group is now the desk of { $group }. New matters are announced here.
    Press “Claim”, then answer by replying to (quoting) the card.
role-given = Registered for { $group }: { $role }
role-officer = officer
role-group-director = group director
role-office-director = director of the office
role-ict = ICT officer
role-pr = public relations officer
role-duty = person on duty
role-administrator = administrator

desk-help = In this group
    • press “Claim” below a card, or type “claim” and the number
    • who claimed it replies to (quotes) the card = answer to the citizen; others = internal notes
    • type a ticket number to see its card
    • /track lists what is open
desk-empty = Nothing is open at this desk.
desk-list = { $count } open matter(s)

trouble = A message could not be processed and is parked ({ $trace }). See the log, and use the command replay once it is mended.
confidential-waits = A confidential matter waits, but no chat is bound for { $group }. Please make a code with invite --group { $desk }.
urgent-confidential = Urgent, in confidence: somebody is reporting what may be a danger and has not pressed send yet. Please watch this group.
confidential-waits-urgent = Urgent, in confidence: somebody may be in danger, but no chat is bound for { $group }. Please make a code with invite --group { $desk } at once.
past = { $number }: the writer took a message back, so nothing is shown here any more. Please see the newest card.

alert-refused = { $channel ->
    [line] LINE
   *[other] Telegram
} does not accept the bot’s token, so nothing can be sent there. Letters wait and are tried every minute. Please issue a new token, put it into .env and start the bot again; the command doctor says where to click.
alert-quota = { $channel ->
    [line] LINE
   *[other] Telegram
}: the paid messages of this month are used up. Answers now wait until the person writes again; announcements are not sent. A larger plan is at LINE Official Account Manager › Settings › Plan.
alert-stale = A letter could not be sent by { $channel ->
    [line] LINE
   *[other] Telegram
} for three days and was given up. Please check the connection; the command doctor helps.
desk-lost = The bot is no longer in the group of { $group }. Matters go to the stand-in, or wait until a group is bound. Please invite the bot again and make a code with invite.
desk-moved = { $group } is bound to another group now. New matters will not come here any more.

## People and roles

role-instead = { $role } ({ $capacity })
role-since = { $role } from { $day }
role-until = { $role } until { $day }
role-lost = Your roles for { $group } have been taken back. If this is a mistake, please ask the administrator.
member-left = { $name } has left this group and holds no role for its unit any more. Please assign what they had claimed to somebody else.
roles-none = Nobody has been given a role yet. Make a code with the command invite.
roles-units = Choose a unit to see who holds a role
roles-of = { $count } people hold a role for { $group }. Choose a name to see the roles or to take them away.
roles-who = { $name } · { $group }
    { $roles }
roles-taken = The roles of { $name } for { $group } have been taken away.
roles-not-own = You cannot take away your own roles. Please ask another administrator.
choice-roles-list = Staff
choice-roles-of = { $group }
choice-roles-who = { $name }
choice-roles-take = Take roles away

capacity-acting = Acting for
capacity-on-behalf = On behalf of
post-director = Director, { $unit }
post-other = { $role }, { $unit }
signature = ({ $name })
    { $post }
signature-instead = ({ $name })
    { $held }
    { $post }
signature-held = { $own }, { $capacity }

## Urgent matters

card-call = Urgent! { $reason }. You are on duty: please press “Claim”
card-unclaimed = Urgent and still unclaimed! { $reason }. Please press “Claim”

## In confidence

card-hidden = (The words are hidden; press “Read in full” to read them in private)
choice-ticket-exclude = Keep away
choice-ticket-excluded = { $name }
exclude-whom = Who must neither see { $number } nor work on it? Choose a name, or quote this with the name.
exclude-nobody = Nobody of that name works on { $number }
excluded = { $name } is kept away from { $number }. Its cards show no words in the group any more. If they are still in this chat, please remove them: they see what is said here.
past-hidden = The words of { $number } are hidden now. Please see the ticket's newest card.

## A group that cannot be used

desk-mute = The bot may not write in the chat of { $group } any more. Matters go to the stand-in, or wait until a chat is bound. Please let the bot write there, then make a code with the command invite and type it in that group again.
desk-stands-in = The chat of { $group } cannot be used for now. Its matters come to this group.
alert-held = A matter of { $group } waits where nobody sees it: no chat is bound for it, and nobody stands in. Please make a code with the command invite.
alert-rejected = { $channel ->
    [line] LINE
   *[other] Telegram
} refused a message of the bot, which did not arrive. Please see the log (deliver.failed).

### What staff are told in their group

card-new = New matter
card-urgent = URGENT: { $reason }. Please look into it at once.
card-unconfirmed = New matter (not yet confirmed)
card-more = The citizen added to { $number }
card-open = As it stands
card-claimed = Taken on by { $name }
card-forwarded = Forwarded from { $group }. Reason: { $reason }
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
ticket-claimed = { $number } was claimed by { $name } { $when }.
ticket-closed = { $number } is closed.
claim-first = Please claim { $number } first.
answer-how = To answer { $number }, press and hold its card, choose “reply” and write. Only the answer of who claimed it goes to the citizen; others' replies are internal notes.
forward-which = Which unit should get { $number }?
confidential-stays = { $number } is confidential and cannot be forwarded to a unit.
close-how = How does { $number } end? The citizen is told.
    Or all at once: close { $number } solved, then your words to the citizen.
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
role-given = You are registered as { $role } of { $group }.
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
    • reply to a card with “ask …” = question to the citizen, “note …” = internal, “forward unit reason”, “extend day reason”, “refer body”, “merge number”, “register …”
    • type a ticket number to see its card
    • /track lists what is open
desk-empty = Nothing is open at this desk.
desk-list = { $count } open matter(s)

trouble = A message could not be processed and is parked ({ $trace }). See the log, and use the command replay once it is mended.
confidential-waits = A confidential matter waits, but no confidential desk is bound. Please make a code with invite --group confidential.
urgent-confidential = Urgent, in confidence: somebody is reporting what may be a danger and has not pressed send yet. Please watch this group.
confidential-waits-urgent = Urgent, in confidence: somebody may be in danger, but no confidential desk is bound. Please make a code with invite --group confidential at once.
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

## Reminders of due dates, and the director's morning summary

remind = { $when }: { $number }
    { $kind }, received { $age } days ago, answer by { $due }
    Next: { $next }
remind-before = Due in { $days } working days
remind-today = Due today
remind-late = { $days } working days late
remind-of = Held by { $group }
remind-told = Told: { $who }
remind-nobody = Told: office director, since no group director is registered
next-claim = press “Claim”
next-answer = answer the reporter
next-elsewhere = ask the other body how it stands
next-close = answered; it can be closed
next-by = { $what } (held by { $name })
choice-ticket-show = Show

summary = Morning summary, { $day }

    { $lines }
summary-clear = Nothing is outstanding
summary-new = Waiting to be claimed: { $count }
summary-today = Due today: { $count }
summary-late = Late: { $count }
summary-late-of = • { $group } { $count }, the oldest due { $due } ({ $name })
summary-late-more = • and { $count } more units
summary-nobody = held by nobody
summary-reopened = Reopened by the reporter: { $count }
summary-letters = Messages waiting to be sent: { $count }
summary-quota = Paid LINE messages left this month: { $count }
summary-healthy = The system works as it should
summary-parked = System: { $count } events could not be processed; the administrator knows
summary-refused = System: { $channel ->
    [line] LINE
   *[other] Telegram
} takes no messages; the administrator knows
## Closing, opening again, files for the citizen

close-note = To close { $number }. Result: { $outcome }
    Please reply to (quote) this message with a few words on what was done. They go to the citizen, and the matter is closed at once.
close-words-only = The closing note of { $number } must be words. To send a file, first reply to (quote) the card with it, then close.
choice-ticket-closenow = Close without more
choice-ticket-reopen = Open again
choice-ticket-keepnote = Internal note
noted-closed = { $number } is closed. Your words are kept as an internal note that the citizen does not see. Open the matter again, or is it only a note?
card-reopened = Opened again (time no. { $count })
card-unsolved = Not solved, says the citizen. Opened again (time no. { $count })
card-solved = Solved, says the citizen
card-rated = Rated { $rating } of 5 by the citizen
card-silent = Closed: no word from the citizen for { $days } days
card-more-closed = The citizen added words; still closed
reason-blocked-phone = The citizen has blocked the bot. There is a telephone number in the matter: press “Read all”.
file-held = The file is received and goes to the citizen of { $number } in { $seconds } seconds.
file-not-sent = The file for { $number } could not be kept, so nothing was sent to the citizen. Please send it again (at most { $most } MB).
file-no-address = The file is kept in { $number } as an internal note. It cannot be sent to the citizen, as the office has no public address (PUBLIC_URL). Words can be sent.

### The life of a ticket in the group: give back, assign, ask, refer, extend, merge

card-released = Given back by { $name }; to be claimed
card-assigned = Assigned to { $name } by { $by }
card-asked = The citizen was asked; the clock stands still
card-answer = The citizen answered the question in { $number }; the clock runs on
card-referred = Waiting for: { $name }
card-resumed = Taken up again by { $name }
card-forwarded-often = Forwarded too often; please decide whose it is. From { $group }. Reason: { $reason }
card-kind-changed = Now a { $kind }; answer by { $due }
card-registered = Register number entered
card-register = Register no.
card-extended = Extended to { $due }
card-merged = Merged into { $other }
card-joined = { $other } was merged into this
card-withdrawn = Withdrawn by the citizen
card-parted = The main matter was withdrawn; this one goes on

choice-ticket-more = More
choice-ticket-release = Give back
choice-ticket-assign = Assign
choice-ticket-assign-to = { $name }
choice-ticket-take = Take it over
choice-ticket-ask = Ask the citizen
choice-ticket-refer = Wait for a body
choice-ticket-resume = Take up again
choice-ticket-note = Internal note
choice-ticket-kind = Change the kind
choice-ticket-kind-is = { $kind }
choice-ticket-merge = Merge
choice-ticket-extend = Extend
choice-ticket-register = Register no.

when-time = at { $time }
when-today = today
when-day = on { $day }
the-reporter = the citizen
ticket-closed-now = { $number } was closed by { $name } { $when }.
ticket-asked-now = { $number } waits for the citizen, asked by { $name } { $when }; the clock stands still. To go on without an answer, type “resume { $number }”.
ticket-elsewhere-now = { $number } waits for another body, as { $name } noted { $when }.
ticket-answered-now = { $number } has been answered.
take-over = As director of the unit you can take over { $number }.
assign-whom = To whom should { $number } be assigned? Press a name, or reply to this with one.
assign-unknown = That name is nobody's in this unit, or several people's. To whom should { $number } be assigned? Press a name, or reply to this with one.
assigned-to-you = { $name } assigned { $number } to you. Answer by { $due }; see its card in the unit's group.
ask-what = What should the citizen of { $number } be asked? Reply to (quote) this with the question. The clock stands still until the answer.
refer-to = For which body does { $number } wait? Reply to (quote) this with its name; the citizen sees it.
note-what = Internal note for { $number }: reply to (quote) this with it. The citizen does not see it.
forward-unknown = No unit is called that. Which unit should get { $number }?
forward-why = Why does { $number } go to { $group }? Reply to (quote) this with the reason.
forward-why-director = { $number } was forwarded too often; this time it goes to { $group }. Reply to (quote) this with the reason.
forwarded-often = { $number } was forwarded as often as can be, and is now for the office director to decide.
kind-which = Of what kind is { $number }? Its due date is reckoned anew.
merge-with = Which matter is { $number } a double of? Reply to (quote) this with the number of the main one. { $number } is closed, and all citizens get the main one's answer.
merge-unknown = There is no such matter to merge { $number } into. Please check, and reply to (quote) this with the number.
merge-itself = { $number } cannot be merged into { $other }: it is the same.
merge-merged = { $other } was merged into another itself, so { $number } cannot be merged into it.
merge-closed = { $other } is closed, so { $number } cannot be merged into it.
merge-urgent = { $number } is urgent. Please merge { $other } into it instead.
extend-how = Until when is { $number } (due { $due }) extended, and why? Reply to (quote) this, such as “30 Nov waiting for papers”. The citizen sees the day and the reason.
extend-unclear = There is no day in that. Until when is { $number } extended, and why? Reply to (quote) this, such as “30 Nov waiting for papers” or “in 5 days waiting for papers”.
extend-too-early = { $day } is over, or no later than { $number } is due already ({ $due }). Please reply to (quote) this with another day and the reason.
extend-too-late = { $day } is too far off: { $number } can be extended by { $most } days at a time. Please reply to (quote) this with another day and the reason.
extend-why = Why is { $number } extended to { $day }? Reply to (quote) this with the reason; the citizen sees it.
extend-needs-lead = { $number } was extended once; only the director of the unit can extend it again.
register-what = Reply to (quote) this with the register number of { $number }, such as 1234/2569.
register-unclear = A register number has digits and at most 30 letters. Reply to (quote) this with that of { $number }, such as 1234/2569.
more-what = What should be done with { $number }?
told-waiting = The message to the citizen of { $number } waits and goes with their next message.
told-unknown = The message to the citizen of { $number } was sent, but the platform does not confirm that it arrived.
told-failed = The message to the citizen of { $number } could not be delivered. { $reason }
desk-withdrawn = The citizen has withdrawn { $number }; nothing more is to be done.
desk-nothing-done = Nothing was done.

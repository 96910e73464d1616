### Words for citizens and staff alike

kind-complaint = complaint
kind-corruption = corruption lead
kind-suggestion = suggestion
kind-comment = opinion
kind-praise = praise
kind-question = question
kind-information_request = data request
kind-expectation = expectation

desk-confidential = the confidential desk
desk-technical = the system administrator
desk-duty = the duty desk
desk-director = the office director
desk-director_alone = the office director

urgency-violence = possible violence
urgency-abuse = possible abuse or neglect
urgency-bullying = possible bullying
urgency-accident = possible accident or danger
urgency-suicide = possible self-harm
urgency-other_safety = a child may be in danger
urgency-corruption = possible corruption

status-new = not yet taken on
status-claimed = being handled
status-asked = waiting for the citizen
status-elsewhere = waiting for another body
status-answered = answered
status-closed = closed
status-reopened = opened again

outcome-solved = solved
outcome-explained = explained
outcome-not-ours = not within our power
outcome-spam = no matter for the office
outcome-duplicate = joined with an earlier matter
outcome-withdrawn = withdrawn

words-unsent = (taken back by its writer)
timeline = { $before }
    { $line }
somebody = a member of staff

sorry = Sorry, your last message could not be processed. It is kept and the administrator has been told. Please send it again, or telephone the office.
file-too-large = That file is over { $most } MB and cannot be kept. Please send a smaller one.
file-lost = The file you sent cannot be opened. Please send it again (at most { $most } MB).
unsend-too-late = This answer has already reached the citizen; it is removed from the office's records only.
edit-too-late = This answer has already reached the citizen; the new wording is kept in the records only. To tell them, answer the card again.

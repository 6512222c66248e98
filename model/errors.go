package model

import "fmt"

// Error says that what a person tried cannot be done, with a stable code. Screens translate
// the code ("error." + Code in the catalogue, with Args as A, B, … in the message); Message
// is the English text for logs.
type Error struct {
	Code    string
	Message string
	Args    []any
}

func (e *Error) Error() string {
	if len(e.Args) > 0 {
		return fmt.Sprintf(e.Message, e.Args...)
	}
	return e.Message
}

// Is makes errors.Is compare codes, so that an error with arguments is still
// its sentinel.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code
}

func (e *Error) with(args ...any) *Error {
	return &Error{Code: e.Code, Message: e.Message, Args: args}
}

// Errors of Decide.
var (
	// ErrNotAllowed is returned when the role may not do this.
	ErrNotAllowed = &Error{Code: "not-allowed", Message: "only the facilitator can do this"}
	// ErrObserver is returned when somebody who only watches tries to take part.
	ErrObserver = &Error{Code: "observer", Message: "you are here to watch; join the workshop to take part"}
	// ErrForParticipants is returned when a facilitator tries to do what only participants
	// do.
	ErrForParticipants = &Error{Code: "for-participants", Message: "that is for participants; you are a facilitator"}
	// ErrLeads is returned when a facilitator tries to vote.
	ErrLeads = &Error{Code: "leads", Message: "facilitators do not vote"}
	// ErrLastFacilitator is returned when nobody would lead any more.
	ErrLastFacilitator = &Error{Code: "last-facilitator", Message: "somebody must lead; make somebody else a facilitator first"}
	// ErrStillLeads is returned when a facilitator would be shown out.
	ErrStillLeads = &Error{Code: "still-leads", Message: "that person leads; take the lead back first"}
	// ErrShownOut is returned when a person must be readmitted first.
	ErrShownOut = &Error{Code: "shown-out", Message: "that person has been shown out; let them in again first"}
	// ErrNoTerminal is returned when somebody who takes part at another's terminal would lead.
	ErrNoTerminal = &Error{Code: "no-terminal", Message: "that person has no terminal of their own to lead from"}
	// ErrNoGreeting is returned when nobody has said that at the check-in.
	ErrNoGreeting = &Error{Code: "no-greeting", Message: "nobody has said that at the check-in"}
	// ErrPromise is returned when names would be shown of people who wrote where it was promised that they would not.
	ErrPromise = &Error{Code: "promise", Message: "people have written here on the promise that no names are shown, so it stays anonymous"}
	// ErrNotAsked is returned when somebody answers for a commitment that does not have
	// their name, or that is another's.
	ErrNotAsked = &Error{Code: "not-asked", Message: "you have not been asked about that"}
	// ErrNoSeries is returned when a workshop that is in no series is to be confirmed in one.
	ErrNoSeries = &Error{Code: "no-series", Message: "the workshop is in no series"}
	// ErrSeriesUnknown is returned when a series is confirmed by somebody who leads no
	// other workshop of it.
	ErrSeriesUnknown = &Error{Code: "series-unknown", Message: "only the host, or a facilitator of another workshop of the series too, can confirm that this one belongs there"}
	// ErrNotJoined is returned when the person has not joined, or was removed.
	ErrNotJoined = &Error{Code: "not-joined", Message: "join the workshop first"}
	// ErrWrongPhase is returned when the current phase is for something else.
	ErrWrongPhase = &Error{Code: "wrong-phase", Message: "this is not what the group is doing right now"}
	// ErrPhaseOver is returned when the time is out and the phase locks.
	ErrPhaseOver = &Error{Code: "phase-over", Message: "the time for this is up"}
	// ErrWorkshopClosed is returned when the workshop has ended.
	ErrWorkshopClosed = &Error{Code: "workshop-closed", Message: "the workshop has ended"}
	// ErrNoSuchItem is returned when an id refers to nothing on the board, or to the wrong
	// kind of item.
	ErrNoSuchItem = &Error{Code: "no-such-item", Message: "there is no %v on the board", Args: []any{0}}
	// ErrNotYours is returned when somebody else wrote it.
	ErrNotYours = &Error{Code: "not-yours", Message: "only its author can change it"}
	// ErrHoldsOthers is returned when somebody tries to remove their card, and others'
	// cards have been merged into it.
	ErrHoldsOthers = &Error{Code: "holds-others", Message: "someone else's idea is part of it now; ask the facilitator to take it away"}
	// ErrPartOf is returned when somebody tries to change their card, and it has been
	// merged into another.
	ErrPartOf = &Error{Code: "part-of", Message: "that is part of %v now; ask the facilitator to change it", Args: []any{0}}
	// ErrBacked is returned when somebody tries to change their question, and others
	// support it.
	ErrBacked = &Error{Code: "backed", Message: "others go on with that question; propose a better wording, or ask the facilitator"}
	// ErrNoSuchPhase is returned when the agenda has no such phase.
	ErrNoSuchPhase = &Error{Code: "no-such-phase", Message: "the agenda has no such step"}
	// ErrNoSuchPerson is returned when nobody has that id.
	ErrNoSuchPerson = &Error{Code: "no-such-person", Message: "there is no such person here"}
	// ErrNameTaken is returned when someone else has that name.
	ErrNameTaken = &Error{Code: "name-taken", Message: "someone here is already called that; add a letter"}
	// ErrName is returned when a name cannot be used.
	ErrName = &Error{Code: "name", Message: "that name cannot be used; at most 32 characters wide, each word in one alphabet, and no role name"}
	// ErrHereAlready is returned to somebody who has joined at another terminal meanwhile.
	ErrHereAlready = &Error{Code: "here-already", Message: "you have joined already, at another terminal"}
	// ErrNameReserved is returned for a name that is only a number, or that Verkstad itself writes.
	ErrNameReserved = &Error{Code: "name-reserved", Message: "Verkstad uses that name itself; write your own, such as Anna or Anna 2"}
	// ErrNobodysNumber is returned when a number is given for a person and nobody has it,
	// or people's numbers must not be told.
	ErrNobodysNumber = &Error{Code: "nobodys-number", Message: "%v is nobody's number here; write a name", Args: []any{""}}
	// ErrNameCode is returned for a return code where a name is asked for.
	ErrNameCode = &Error{Code: "name-code", Message: "that is a return code and no name; connect with it, as in CODE+X7K-2M9-4QD"}
	// ErrNameLong is returned for a name that is too wide to be shown.
	ErrNameLong = &Error{Code: "name-long", Message: "that name is too long; at most %v characters", Args: []any{0}}
	// ErrWhoRole is returned when a commitment is to be kept by a role.
	ErrWhoRole = &Error{Code: "who-role", Message: "%v is a role and not a name; write who it is", Args: []any{""}}
	// ErrAmbiguous is returned when a number or a name may mean several people.
	ErrAmbiguous = &Error{Code: "ambiguous", Message: "%v may be several: %v; write the number with # before it", Args: []any{"", ""}}
	// ErrSector is returned when a sector is missing or unknown.
	ErrSector = &Error{Code: "sector", Message: "choose one of the five sectors"}
	// ErrDoorClosed is returned when the facilitator has closed the door to newcomers.
	ErrDoorClosed = &Error{Code: "door-closed", Message: "the door is closed for newcomers; ask the facilitator"}
	// ErrEmpty is returned when no text is left after cleaning.
	ErrEmpty = &Error{Code: "empty", Message: "write something first"}
	// ErrTooLong is returned when a text is too long.
	ErrTooLong = &Error{Code: "too-long", Message: "that is too long; at most %v characters", Args: []any{500}}
	// ErrElsewhere is returned for a command that moves the group from a [Place] where it
	// no longer is.
	ErrElsewhere = &Error{Code: "elsewhere", Message: "another facilitator was quicker, and the group is elsewhere now; nothing was changed"}
	// ErrRoundOpen is returned when a vote is open and must be closed first.
	ErrRoundOpen = &Error{Code: "round-open", Message: "a vote is open; close it first"}
	// ErrNoRound is returned when no vote is open.
	ErrNoRound = &Error{Code: "no-round", Message: "no vote is open"}
	// ErrNoResult is returned when there is no result of a vote to choose from.
	ErrNoResult = &Error{Code: "no-result", Message: "there is no result of a vote to choose from"}
	// ErrNoTie is returned for a runoff where nothing is tied at the cut.
	ErrNoTie = &Error{Code: "no-tie", Message: "nothing is tied at the cut"}
	// ErrNoneGoesOn is returned when nothing is to go on from a vote.
	ErrNoneGoesOn = &Error{Code: "none-goes-on", Message: "choose at least one that goes on"}
	// ErrOtherChoice is returned when a choice is not the one that its basis gives.
	ErrOtherChoice = &Error{Code: "other-choice", Message: "those are not the ones that this way of choosing gives"}
	// ErrNoCandidates is returned when there is nothing to vote on.
	ErrNoCandidates = &Error{Code: "no-candidates", Message: "there are fewer than two things to vote on"}
	// ErrNoClusters and ErrNoQuestions are the same for a phase that says what is voted on.
	ErrNoClusters  = &Error{Code: "no-clusters", Message: "fewer than two clusters to vote on; put the ideas in clusters first"}
	ErrNoQuestions = &Error{Code: "no-questions", Message: "fewer than two chosen questions to vote on; choose some first"}
	// ErrTooManyDots is returned when a ballot has more dots than were given.
	ErrTooManyDots = &Error{Code: "too-many-dots", Message: "you have %v dots", Args: []any{0}}
	// ErrMaxPer is returned when a ballot has more dots on one candidate than are allowed.
	ErrMaxPer = &Error{Code: "max-per", Message: "at most %v dots on one", Args: []any{0}}
	// ErrNotCandidate is returned when a ballot names something that is not voted on.
	ErrNotCandidate = &Error{Code: "not-candidate", Message: "%v is not voted on in this round", Args: []any{0}}
	// ErrScore is returned when a score is not on the scale.
	ErrScore = &Error{Code: "score", Message: "give a number from %v to %v", Args: []any{0, 0}}
	// ErrNoComment is returned when the feedback that is to be shown has no text, or may not
	// be told, because too few have answered.
	ErrNoComment = &Error{Code: "no-comment", Message: "there is no such comment to show"}
	// ErrNothingToUndo is returned when the actor has done nothing that can be undone.
	ErrNothingToUndo = &Error{Code: "nothing-to-undo", Message: "there is nothing to undo"}
	// ErrNothingToRedo is returned when the actor has undone nothing, or done something since.
	ErrNothingToRedo = &Error{Code: "nothing-to-redo", Message: "there is nothing to do again"}
	// ErrReworded is returned when somebody has changed a text since the actor began to
	// change it. Its argument is the text now.
	ErrReworded = &Error{Code: "reworded", Message: "someone has reworded it meanwhile: %v"}
	// ErrMovedOn is returned when somebody has since changed what an undo would change.
	ErrMovedOn = &Error{Code: "moved-on", Message: "someone has changed it since; it cannot be undone"}
	// ErrImported is returned when another list has been imported since this one was
	// compared with the board.
	ErrImported = &Error{Code: "imported", Message: "another list has just been brought in; look again"}
	// ErrSettings is returned when numbers of a phase or a vote are out of bounds.
	ErrSettings = &Error{Code: "settings", Message: "that setting is out of bounds: %v", Args: []any{""}}
	// ErrAgenda is returned when an agenda is not valid.
	ErrAgenda = &Error{Code: "agenda", Message: "the agenda cannot be like that: %v", Args: []any{""}}
	// ErrAlready is returned when nothing would change.
	ErrAlready = &Error{Code: "already", Message: "it is so already"}
	// ErrStarted is returned when a document is imported into a board that is not empty.
	ErrStarted = &Error{Code: "started", Message: "only an empty workshop can take this in"}
	// ErrNoProxies is returned when the facilitator has not allowed writing for others.
	ErrNoProxies = &Error{Code: "no-proxies", Message: "the facilitator has not opened for writing for others"}
	// ErrTooManyProxied is returned when somebody already writes for as many people as one
	// may.
	ErrTooManyProxied = &Error{Code: "too-many-proxied", Message: "at most %v people without a terminal of their own at one", Args: []any{MaxProxied}}
	// ErrBallotIn is returned when a ballot has been cast and cannot be changed.
	ErrBallotIn = &Error{Code: "ballot-in", Message: "that ballot is in the box already"}
	// ErrUnencrypted is returned for a ballot of a secret vote that comes over a connection
	// that others on the network can read, unless the facilitator has let that be.
	ErrUnencrypted = &Error{Code: "plain-secret", Message: "this vote is secret, and your connection is not encrypted"}
	// ErrNewerBallot is returned for a ballot from a terminal that did not know the voter's
	// newest one.
	ErrNewerBallot = &Error{Code: "newer-ballot", Message: "you have voted at another terminal since; look at your dots and vote again"}
	// ErrCandidate is returned for a change or removal of something that an open vote is
	// about.
	ErrCandidate = &Error{Code: "candidate", Message: "that is being voted on; it can be changed or taken away when the vote has closed"}
	// ErrCandidateIdea is ErrCandidate for a facilitator, who can hide an idea meanwhile.
	ErrCandidateIdea = &Error{Code: "candidate-idea", Message: "that is being voted on; close the vote first, or hide it"}
	// ErrUndoVote is returned when somebody who can vote tries to undo something else
	// meanwhile.
	ErrUndoVote = &Error{Code: "undo-vote", Message: "a vote is open: change your dots instead; what you did before can be undone when it has closed"}
	// ErrNoSession is returned when the person has to choose a session first.
	ErrNoSession = &Error{Code: "no-session", Message: "choose which session you are in first"}
	// ErrNoSuchSession is returned when the agenda has no such session.
	ErrNoSuchSession = &Error{Code: "no-such-session", Message: "there is no such session"}
	// ErrSessionFull is returned when every seat of a session is taken.
	ErrSessionFull = &Error{Code: "session-full", Message: "that session has its %v already", Args: []any{0}}
	// ErrFull is returned when a bound of the board is reached.
	ErrFull = &Error{Code: "full", Message: "the board is full: at most %v", Args: []any{0}}
	// ErrRoomFull is returned when nobody more can join.
	ErrRoomFull = &Error{Code: "room-full", Message: "there is room for %v at most; the facilitator can show out those who have gone", Args: []any{0}}
	// ErrBoardFull is returned when there is no room for another item.
	ErrBoardFull = &Error{Code: "board-full", Message: "the board is full: at most %v; what is taken away makes room", Args: []any{0}}
	// ErrShare is returned when the board is nearly full, and the person has their share of
	// it.
	ErrShare = &Error{Code: "share", Message: "the board is nearly full, and you have your %v cards; take one away first", Args: []any{0}}
	// ErrRoom is returned when a list has more items than there is room for on the board.
	ErrRoom = &Error{Code: "room", Message: "the board has room for %v more, and the list has %v", Args: []any{0, 0}}
	// ErrNoDates is returned when promises are to be put in a calendar, and none says on
	// which day.
	ErrNoDates = &Error{Code: "no-dates", Message: "no promise here says on which day; write when as 5 December or 2026-12-05"}
	// ErrNotOnRoll is returned when the vote opened before the person was here.
	ErrNotOnRoll = &Error{Code: "not-on-roll", Message: "this vote opened before you came; you can vote in the next one"}
	// ErrNobodyHere is returned when a roll would have nobody on it.
	ErrNobodyHere = &Error{Code: "nobody-here", Message: "nobody who can vote is here yet"}
	// ErrNoTicket is returned when a vote accepts ballots of ticket holders only.
	ErrNoTicket = &Error{Code: "no-ticket", Message: "only those with a ticket vote here"}
	// ErrTicket is returned when there is no such ticket in the workshop.
	ErrTicket = &Error{Code: "ticket", Message: "there is no such ticket here"}
	// ErrTicketVoid is returned when a ticket was voided.
	ErrTicketVoid = &Error{Code: "ticket-void", Message: "that ticket has been voided"}
	// ErrTicketUsed is returned when somebody else has used the ticket.
	ErrTicketUsed = &Error{Code: "ticket-used", Message: "that ticket has been used with another key"}
	// ErrHasTicket is returned when a ticket holder shows another ticket.
	ErrHasTicket = &Error{Code: "has-ticket", Message: "you have a ticket already"}
	// ErrNoClaim is returned when the claim that is to be granted is gone.
	ErrNoClaim = &Error{Code: "no-claim", Message: "nobody waits for that any more"}
	// ErrClaims is returned when too many claims are waiting.
	ErrClaims = &Error{Code: "claims", Message: "many are waiting for the facilitator; try again soon"}
	// ErrEach is returned when one person has made as many items as one may.
	ErrEach = &Error{Code: "each", Message: "you have used all %v of your cards", Args: []any{0}}
	// ErrGoal is returned for a global goal that is not 1 to 17.
	ErrGoal = &Error{Code: "goal", Message: "the global goals are numbered 1 to 17"}
	// ErrTarget is returned for a target that none of the global goals has.
	ErrTarget = &Error{Code: "target", Message: "the global goals have no target %v", Args: []any{""}}
)

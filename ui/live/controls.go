package live

// Controls is what a terminal shows beside the picture, in controls of its own kind: a page
// in a browser has a text field and buttons.
type Controls struct {
	Field *Field // the text that is being written; nil where nothing can be written
	Keys  []Key  // what can be pressed now, in the order of the footer
	Code  string // the join code of the workshop that is open; empty if none is
	Lang  string // the language that the terminal speaks: "sv" or "en"
}

// Field is a text that is being written.
type Field struct {
	ID    int    // another text has another
	Value string // all of it
	At    int    // where the cursor stands, in characters (code points) from the beginning
	Limit int    // characters that it may have
	Label string // what the text is
}

// Key is a key that can be pressed now.
type Key struct {
	Name  string // as Bubble Tea names it
	Shown string // as it is shown
	Label string // what it does
}

// ControlScreen is a [Screen] that knows what a terminal with controls of its own shows.
type ControlScreen interface {
	Screen
	// Controls are those of the last layout.
	Controls() Controls
}

// ControlTerminal is a [Terminal] with controls of its own.
type ControlTerminal interface {
	Terminal
	// ShowControls shows what goes with the last picture. taken is how many pieces of input
	// had been taken by then; see [TakenMsg]. An error ends the session.
	ShowControls(taken int, c Controls) error
}

// TakenMsg says that so many pieces of input have been taken since the session began: all
// that came of them has been sent before it.
type TakenMsg int

// EditMsg changes the text that is being written, as an input field of a browser does: at
// any place, and also in the middle of a word that is composed. It does nothing if the text
// is another one by now, so that nothing that is typed ever goes somewhere else.
type EditMsg struct {
	Field  int    // ID of the field that it is for
	At     int    // where it begins, in characters
	Delete int    // characters from there that are removed
	Insert string // put in their place; no controls but line breaks
	Send   bool   // enter is pressed afterwards
}

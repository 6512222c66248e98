// Package stage is what all screens stand on: the terminal they are shown in, the app
// that runs them, its dialogs, header and footer.
//
// One [App] is one Bubble Tea program. It holds one [Screen] and a stack of
// [Dialog]s over it. A screen is a plain struct with methods: it takes
// messages and answers with panes, rectangles whose picture follows from a
// small key (see package frame). No screen does I/O in Update: commands do.
package stage

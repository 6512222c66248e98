// Package report writes the results of a workshop: as a document in Markdown for people, as
// rows in CSV for spreadsheets. It also reads lists of ideas that were written elsewhere.
// The whole board as data is [model.Document].
//
// Everything is written for one viewer: what that viewer may not see on the board is not in
// the report either. That applies to hidden and unrevealed ideas, to secret rounds that are
// open, and to names if the workshop or the phase shows none.
package report

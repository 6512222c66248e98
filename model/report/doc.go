// Package report writes the results of a workshop: as a document for people in Markdown, as
// a page and for word processors, and as rows in CSV for spreadsheets. The whole board as
// data is [model.Document].
//
// Everything is written for one viewer: what that viewer may not see on the board is not in
// the report either. That applies to hidden and unrevealed ideas, to secret rounds that are
// open, and to names if the workshop or the phase shows none.
package report

// Package report writes down what a workshop came to: as a document in
// Markdown for people, as rows in CSV for spreadsheets. It also reads lists of
// ideas that were written somewhere else. The whole board in one piece is
// [model.Document].
//
// Everything is written for one viewer: what that viewer may not see on the
// board is not in the report either. That goes for hidden and unrevealed
// ideas, for secret rounds that are open, and for names where the workshop or
// the phase shows none.
package report

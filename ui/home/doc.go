// Package home is where the local terminal begins: the list of all workshops
// by node and series, and the form for a new one. What becomes of a workshop
// that is chosen is for who made the screen to say, see [Actions].
package home

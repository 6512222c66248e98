package model

// BundleFormat names the form of a bundle: whole logs of workshops, so that
// another node can take them in and verify them; docs/bundle.md describes it.
const BundleFormat = "verkstad-bundle/1"

// Taken is what became of one workshop of a bundle.
type Taken struct {
	ID, Title string
	Events    uint64 // of the bundle's log
	What      TakenAs
	Why       string // for TakenConflict: what is wrong, in English
}

// TakenAs says how a workshop of a bundle was met.
type TakenAs string

// What can become of a workshop of a bundle.
const (
	TakenNew       TakenAs = "new"       // it was not here
	TakenContinued TakenAs = "continued" // what was here goes on as the bundle says
	TakenSame      TakenAs = "same"      // it is here already
	TakenOlder     TakenAs = "older"     // more of it is here than in the bundle
	TakenConflict  TakenAs = "conflict"  // it is not taken in; nothing was changed
)

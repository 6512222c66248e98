package model

// BundleFormat names the format of a bundle: whole logs of workshops, so that another node
// can import and verify them; docs/bundle.md describes it.
const BundleFormat = "verkstad-bundle/1"

// Taken is what happened to one workshop of a bundle.
type Taken struct {
	ID, Title string
	Events    uint64 // number in the bundle's log
	What      TakenAs
	Why       string // for TakenConflict: what is wrong, in English
}

// TakenAs is how a workshop of a bundle was imported.
type TakenAs string

// How a workshop of a bundle can be imported.
const (
	TakenNew       TakenAs = "new"       // it was not here
	TakenContinued TakenAs = "continued" // the log that was here was continued
	TakenSame      TakenAs = "same"      // it is here already
	TakenOlder     TakenAs = "older"     // the log here is longer than in the bundle
	TakenConflict  TakenAs = "conflict"  // it was not imported; nothing was changed
)

// Package ballot is the views of a vote: before it opens, while it is open, in turns
// at a terminal that several people share, and how it came out.
package ballot

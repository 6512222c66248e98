// Package closing is the views at the end: feedback, and what a workshop came to.
package closing

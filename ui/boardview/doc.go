// Package boardview is what hangs on the wall of the room: the cards, the clusters,
// the questions, the result of a vote. The projector shows it to all, and the
// facilitator works in it.
//
// [Show] says what hangs there now and for whom. [Fit] lays it out in columns
// and pages. The rest are the pieces around it: the line of phases, the bars by
// sector, the clock that is read across a room, the bell.
package boardview

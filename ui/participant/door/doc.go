// Package door is the views of those who are on their way in: the code of a workshop,
// name and sector, how one comes back, and waiting for the first phase.
package door

// Package ideas is the views in which ideas are written and sorted.
package ideas

// Package wording is the views in which questions and commitments are worded.
package wording

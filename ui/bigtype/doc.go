// Package bigtype sets text in letters that are several rows high, for what is
// read from the back of a room. The letters are those of the font Go Bold, made of
// block characters: half blocks, whose pixels are square, or quadrants where a
// narrower form lets the text be larger.
package bigtype

package sshserver

import (
	"bytes"

	uv "github.com/charmbracelet/ultraviolet"
)

// ownKeys are what single terminals send for keys that the decoder takes for others: the
// function keys of the Linux console, whose third byte it reads as a letter; st's delete
// key, which it takes for F1; and the line feed of Alacritty's keypad and of terminals that
// are set to it. In a text of several lines alt+enter and shift+enter make a new line.
var ownKeys = []struct {
	bytes string
	key   uv.KeyPressEvent
}{
	{"\x1b[[A", uv.KeyPressEvent{Code: uv.KeyF1}},
	{"\x1b[[B", uv.KeyPressEvent{Code: uv.KeyF2}},
	{"\x1b[[C", uv.KeyPressEvent{Code: uv.KeyF3}},
	{"\x1b[[D", uv.KeyPressEvent{Code: uv.KeyF4}},
	{"\x1b[[E", uv.KeyPressEvent{Code: uv.KeyF5}},
	{"\x1b[P", uv.KeyPressEvent{Code: uv.KeyDelete}},
	{"\n", uv.KeyPressEvent{Code: uv.KeyEnter}},
}

// readOwnKey sends the key of ownKeys that b starts with, and returns its length. It
// returns 0 and true if b is only the beginning of one.
func (k *inputDecoder) readOwnKey(b []byte) (n int, ours bool) {
	for _, own := range ownKeys {
		switch sequence := []byte(own.bytes); {
		case bytes.HasPrefix(b, sequence):
			k.pass(own.key)
			return len(sequence), true
		case len(b) > 2 && bytes.HasPrefix(sequence, b):
			return 0, true
		}
	}
	return 0, false
}

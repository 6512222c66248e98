//go:build !unix

package sshserver

import "io/fs"

// ofAStranger is nil: this system tells owners otherwise.
func ofAStranger(string, fs.FileInfo) error { return nil }

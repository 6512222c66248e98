package cli

import (
	"io"
	"os"
	"path/filepath"
)

// KeepOpen is a writer that is somebody else's to close.
type KeepOpen struct{ io.Writer }

// Close leaves it open.
func (KeepOpen) Close() error { return nil }

// LogFile is where a process logs whose terminal shows screens.
func LogFile(o *Options) io.WriteCloser {
	_ = os.MkdirAll(o.Data, 0o700) // opening the store says why it cannot be
	f, err := os.OpenFile(filepath.Join(o.Data, "verkstad.log"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return KeepOpen{io.Discard}
	}
	return f
}

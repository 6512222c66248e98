package cli

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"
)

// NewLog writes what happens to w, as the flags say: from which level on, and
// as text (logfmt) or as JSON, a line each. From the level info on it has
// neither names nor anything that people wrote.
func NewLog(o *Options, w io.Writer) *slog.Logger {
	options := &slog.HandlerOptions{Level: logLevels[o.LogLevel]}
	if o.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}

// logLevels are the levels that can be asked for.
var logLevels = map[string]slog.Level{
	"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError,
}

// KeepOpen is a writer that is somebody else's to close.
type KeepOpen struct{ io.Writer }

// Close leaves it open.
func (KeepOpen) Close() error { return nil }

// How much of what a process logged is kept: the file, and those before it.
const (
	logMegabytes = 5
	logBackups   = 3
)

// LogFile is where a process logs whose terminal shows screens. A file that has
// grown large is put aside, as verkstad-<time>.log.
func LogFile(o *Options) io.WriteCloser {
	_ = os.MkdirAll(o.Data, 0o700) // opening the store says why it cannot be
	return &lumberjack.Logger{Filename: filepath.Join(o.Data, "verkstad.log"), MaxSize: logMegabytes, MaxBackups: logBackups}
}

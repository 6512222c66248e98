package router

import (
	"net"
	"strconv"
	"strings"

	"verkstad/model/workshop"
	"verkstad/sshserver"
)

// Served is what people need to know of a server to join workshops on it.
type Served struct {
	Address     string // that it listens on, host:port
	Fingerprint string // of its host key
	HostKey     string // as in known_hosts
	// Shown replaces the addresses that are found: hosts with or without a port, separated
	// by commas. It may be empty.
	Shown string
}

// Join returns how people join a workshop with this code at the server.
func (s Served) Join(code string) workshop.Join {
	_, portText, _ := net.SplitHostPort(s.Address)
	port, _ := strconv.Atoi(portText)
	hosts, onlyHere := sshserver.Reachable(s.Address)
	if s.Shown != "" {
		hosts, onlyHere = strings.Split(s.Shown, ","), false
	}
	j := workshop.Join{Fingerprint: s.Fingerprint, HostKey: s.HostKey, LocalOnly: onlyHere}
	for _, host := range hosts {
		host, at := strings.TrimSpace(host), port
		if named, other, err := net.SplitHostPort(host); err == nil {
			if n, err := strconv.Atoi(other); err == nil {
				host, at = named, n
			}
		}
		host = strings.Trim(host, "[]") // an IPv6 address as in a URL
		if host == "" {
			continue
		}
		j.Lines = append(j.Lines, sshserver.JoinLine(code, host, at))
		if j.URL == "" {
			j.URL = sshserver.JoinURL(code, host, at)
			j.At = workshop.Endpoint{Host: host, Port: at, User: code}
		}
	}
	return j
}

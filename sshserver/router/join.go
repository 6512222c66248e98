package router

import (
	"net"
	"strconv"
	"strings"

	"verkstad/model/workshop"
	"verkstad/sshserver"
)

// Join returns how people join a workshop with this code at a server that listens on
// address (host:port). shown replaces the addresses that are found: hosts with or without a
// port, separated by commas.
func Join(address, fingerprint, shown, code string) workshop.Join {
	_, portText, _ := net.SplitHostPort(address)
	port, _ := strconv.Atoi(portText)
	hosts, onlyHere := sshserver.Reachable(address)
	if shown != "" {
		hosts, onlyHere = strings.Split(shown, ","), false
	}
	j := workshop.Join{Fingerprint: fingerprint, LocalOnly: onlyHere}
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
		}
	}
	return j
}

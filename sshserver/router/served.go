package router

import (
	"cmp"
	"net"
	"os"
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
	// Web is the address that browsers are answered on; empty if they are not. WebShown
	// replaces the addresses that are found, as Shown does, and WebEncrypted says that they
	// are answered over TLS.
	Web, WebShown string
	WebEncrypted  bool
}

// Join returns how people join a workshop with this code at the server.
func (s Served) Join(code string) workshop.Join {
	ends, onlyHere := endpoints(s.Address, s.Shown)
	j := workshop.Join{Fingerprint: s.Fingerprint, HostKey: s.HostKey, LocalOnly: onlyHere}
	for _, e := range ends {
		j.Lines = append(j.Lines, sshserver.JoinLine(code, e.host, e.port))
		if j.URL == "" {
			j.URL = sshserver.JoinURL(code, e.host, e.port)
			j.At = workshop.Endpoint{Host: e.host, Port: e.port, User: code}
		}
	}
	if s.Web == "" {
		return j
	}
	ends, _ = endpoints(s.Web, cmp.Or(s.WebShown, hostsOf(s.Shown)))
	for _, e := range ends {
		j.Web = append(j.Web, pageAddress(code, e, s.WebEncrypted))
	}
	return j
}

// endpoint is a host, without brackets, and a port.
type endpoint struct {
	host string
	port int
}

// endpoints returns where a server is reached that listens on address, the best first: what
// is shown instead, if anything is, or else what is found. onlyHere is true if it is reached
// from this computer alone.
func endpoints(address, shown string) (ends []endpoint, onlyHere bool) {
	_, portText, _ := net.SplitHostPort(address)
	port, _ := strconv.Atoi(portText)
	hosts, onlyHere := sshserver.Reachable(address)
	if shown != "" {
		hosts, onlyHere = strings.Split(shown, ","), false
	}
	for _, host := range hosts {
		e := endpoint{strings.TrimSpace(host), port}
		if named, other, err := net.SplitHostPort(e.host); err == nil {
			if n, err := strconv.Atoi(other); err == nil {
				e = endpoint{named, n}
			}
		}
		if e.host = strings.Trim(e.host, "[]"); e.host != "" { // an IPv6 address as in a URL
			ends = append(ends, e)
		}
	}
	return ends, onlyHere
}

// hostsOf returns hosts without their ports.
func hostsOf(shown string) string {
	hosts := strings.Split(shown, ",")
	for i, host := range hosts {
		hosts[i] = strings.TrimSpace(host)
		if named, port, err := net.SplitHostPort(hosts[i]); err == nil && port != "" {
			hosts[i] = named
		}
	}
	return strings.Join(hosts, ",")
}

// pageAddress returns the address of a workshop's page, without the port if it is the usual
// one.
func pageAddress(code string, e endpoint, encrypted bool) string {
	scheme, usual := "http", 80
	if encrypted {
		scheme, usual = "https", 443
	}
	host := net.JoinHostPort(e.host, strconv.Itoa(e.port))
	if e.port == usual {
		host = strings.TrimSuffix(host, ":"+strconv.Itoa(usual))
	}
	return scheme + "://" + host + "/" + code
}

// WebNames returns the host names, in lower case, that browsers may reach a server by: those
// that are shown, and the computer's own.
func WebNames(shown ...string) []string {
	var names []string
	for _, list := range shown {
		for _, host := range strings.Split(hostsOf(list), ",") {
			if host = strings.ToLower(strings.Trim(host, "[]")); host != "" {
				names = append(names, host)
			}
		}
	}
	if name, err := os.Hostname(); err == nil {
		name = strings.ToLower(name)
		names = append(names, name, name+".local")
	}
	return names
}

package sshserver

import (
	"errors"
	"net"
	"net/netip"
	"slices"
	"strings"
	"testing"
)

func TestListenErrorsSayWhatIsWrong(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for address, want := range map[string]error{
		taken.Addr().String():  ErrPortTaken,
		"192.0.2.1:2222":       ErrNotOurAddress, // RFC 5737: nobody has it
		"2222":                 ErrBadAddress,
		"127.0.0.1:99999":      ErrBadAddress,
		"127.0.0.1:ssh-please": ErrBadAddress,
		"[::1:2222":            ErrBadAddress,
	} {
		listener, err := listen(address)
		if err == nil {
			listener.Close()
			t.Errorf("%s could be listened on", address)
			continue
		}
		var failed *ListenError
		if !errors.As(err, &failed) || !errors.Is(err, want) || failed.Address != address || !strings.Contains(err.Error(), address) {
			t.Errorf("%s: %v, want %v", address, err, want)
		}
	}
}

func TestPickAddresses(t *testing.T) {
	ips := func(list ...string) (out []netip.Addr) {
		for _, s := range list {
			out = append(out, netip.MustParseAddr(s))
		}
		return out
	}
	for _, c := range []struct {
		name string
		list []netInterface
		want []string
	}{
		{"nothing", nil, nil},
		{"a room", []netInterface{
			{"docker0", ips("172.17.0.1")},
			{"wlan0", ips("fe80::1", "2001:db8::1", "192.168.1.20")},
			{"eth0", ips("203.0.113.5")},
		}, []string{"192.168.1.20", "203.0.113.5", "2001:db8::1"}},
		{"nothing but containers", []netInterface{{"docker0", ips("172.17.0.1")}}, []string{"172.17.0.1"}},
		{"a link without addresses", []netInterface{{"eth0", ips("fe80::1", "169.254.3.4")}}, nil},
		{"one twice", []netInterface{{"eth0", ips("10.0.0.2")}, {"eth1", ips("10.0.0.2")}}, []string{"10.0.0.2"}},
		{"Windows", []netInterface{{"vEthernet (WSL)", ips("172.20.0.1")}, {"Wi-Fi", ips("192.168.0.7")}}, []string{"192.168.0.7"}},
	} {
		if got := pickAddresses(c.list); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestReachable(t *testing.T) {
	for _, c := range []struct {
		listen   string
		hosts    []string
		onlyHere bool
	}{
		{"127.0.0.1:2222", []string{"127.0.0.1"}, true},
		{"localhost:2222", []string{"localhost"}, true},
		{"[::1]:2222", []string{"::1"}, true},
		{"192.168.1.20:2222", []string{"192.168.1.20"}, false},
		{"verkstad.example:22", []string{"verkstad.example"}, false},
	} {
		hosts, onlyHere := Reachable(c.listen)
		if !slices.Equal(hosts, c.hosts) || onlyHere != c.onlyHere {
			t.Errorf("Reachable(%q) = %q, %v", c.listen, hosts, onlyHere)
		}
	}
	for _, all := range []string{":2222", "0.0.0.0:2222", "[::]:2222"} {
		hosts, onlyHere := Reachable(all)
		if len(hosts) == 0 || onlyHere != (hosts[0] == "127.0.0.1") {
			t.Errorf("Reachable(%q) = %q, %v", all, hosts, onlyHere)
		}
	}
}

func TestHowToJoin(t *testing.T) {
	for _, c := range []struct {
		host      string
		port      int
		line, url string
	}{
		{"192.168.1.20", 2222, "ssh -p 2222 KRABBA@192.168.1.20", "ssh://KRABBA@192.168.1.20:2222"},
		{"192.168.1.20", 22, "ssh KRABBA@192.168.1.20", "ssh://KRABBA@192.168.1.20:22"},
		{"2001:db8::1", 2222, "ssh -p 2222 KRABBA@2001:db8::1", "ssh://KRABBA@[2001:db8::1]:2222"},
	} {
		if line := JoinLine("KRABBA", c.host, c.port); line != c.line {
			t.Errorf("line %q, want %q", line, c.line)
		}
		if url := JoinURL("KRABBA", c.host, c.port); url != c.url {
			t.Errorf("URL %q, want %q", url, c.url)
		}
	}
}

package sshserver

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/netip"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// Reasons of a [ListenError].
var (
	// ErrPortTaken is returned when another program listens there.
	ErrPortTaken = errors.New("another program, perhaps another verkstad, already listens there")
	// ErrPortForbidden is returned when the system does not permit it; most systems let
	// only the administrator listen on ports below 1024.
	ErrPortForbidden = errors.New("the system does not permit it; ports below 1024 are often for the administrator alone")
	// ErrNotOurAddress is returned when no interface of this computer has the
	// address.
	ErrNotOurAddress = errors.New("this computer does not have that address")
	// ErrBadAddress is returned when the address cannot be parsed; it should be host:port
	// or :port.
	ErrBadAddress = errors.New("that is no address; write host:port or :port, such as :2222")
)

// ListenError says why an address could not be listened on.
type ListenError struct {
	Address string
	Reason  error // one of the errors above, or the system's own
	Cause   error // the system's error
}

func (e *ListenError) Error() string {
	return fmt.Sprintf("cannot listen on %q: %v", e.Address, e.Reason)
}

// Unwrap returns the reason and its cause.
func (e *ListenError) Unwrap() []error { return []error{e.Reason, e.Cause} }

// listen listens on a TCP address. Errors are [*ListenError].
func listen(address string) (net.Listener, error) {
	listener, err := net.Listen("tcp", address)
	if err == nil {
		return listener, nil
	}
	var badAddress *net.AddrError
	var badName *net.DNSError
	var badPort net.UnknownNetworkError
	reason := err
	switch {
	case isErrno(err, syscall.EADDRINUSE, 10048):
		reason = ErrPortTaken
	case errors.Is(err, fs.ErrPermission), isErrno(err, syscall.EACCES, 10013):
		reason = ErrPortForbidden
	case isErrno(err, syscall.EADDRNOTAVAIL, 10049):
		reason = ErrNotOurAddress
	case errors.As(err, &badAddress), errors.As(err, &badName), errors.As(err, &badPort):
		reason = ErrBadAddress
	}
	return nil, &ListenError{Address: address, Reason: reason, Cause: err}
}

// isErrno reports whether err is a POSIX error number or, on Windows, the Winsock number
// for the same error.
func isErrno(err error, posix syscall.Errno, winsock uintptr) bool {
	return errors.Is(err, posix) || runtime.GOOS == "windows" && errors.Is(err, syscall.Errno(winsock))
}

// Reachable lists the addresses at which other people in the room can reach a server that
// listens on address (host:port), the most likely first: private IPv4 networks, other IPv4,
// then IPv6. Interfaces of containers and virtual machines are left out if there are
// others. onlyHere is true if the server can be reached from this computer alone.
func Reachable(address string) (hosts []string, onlyHere bool) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		host = address
	}
	if named, err := netip.ParseAddr(host); err == nil && !named.IsUnspecified() {
		return []string{named.String()}, named.IsLoopback()
	} else if err != nil && host != "" {
		return []string{host}, host == "localhost"
	}
	hosts = pickAddresses(upInterfaces())
	if len(hosts) == 0 {
		return []string{"127.0.0.1"}, true
	}
	return hosts, false
}

// netInterface is what [Reachable] needs to know of a network interface.
type netInterface struct {
	name      string
	addresses []netip.Addr
}

// upInterfaces lists the interfaces that are up. Interfaces that the system cannot describe
// are left out.
func upInterfaces() []netInterface {
	var list []netInterface
	all, _ := net.Interfaces()
	for _, one := range all {
		if one.Flags&net.FlagUp == 0 || one.Flags&net.FlagLoopback != 0 {
			continue
		}
		i := netInterface{name: one.Name}
		addresses, _ := one.Addrs()
		for _, address := range addresses {
			if network, ok := address.(*net.IPNet); ok {
				if ip, ok := netip.AddrFromSlice(network.IP); ok {
					i.addresses = append(i.addresses, ip.Unmap())
				}
			}
		}
		list = append(list, i)
	}
	return list
}

// virtualPrefixes are prefixes of the names that containers, virtual machines and the like
// give their interfaces.
var virtualPrefixes = []string{
	"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "lxc", "lxd", "podman", "cni", "flannel", "cali",
	"tun", "tap", "utun", "wg", "zt", "tailscale", "vethernet", "awdl", "llw", "bridge",
}

// pickAddresses orders the addresses of interfaces by how likely it is that someone in the
// room can reach them.
func pickAddresses(list []netInterface) []string {
	type choice struct {
		ip      netip.Addr
		virtual bool
	}
	var choices []choice
	for _, i := range list {
		isVirtual := slices.ContainsFunc(virtualPrefixes, func(prefix string) bool {
			return strings.HasPrefix(strings.ToLower(i.name), prefix)
		})
		for _, ip := range i.addresses {
			if ip.IsGlobalUnicast() && !ip.IsLoopback() { // leaves out link-local and multicast
				choices = append(choices, choice{ip, isVirtual})
			}
		}
	}
	if slices.ContainsFunc(choices, func(c choice) bool { return !c.virtual }) {
		choices = slices.DeleteFunc(choices, func(c choice) bool { return c.virtual })
	}
	slices.SortStableFunc(choices, func(a, b choice) int { return cmp.Compare(addressOrder(a.ip), addressOrder(b.ip)) })
	var hosts []string
	for _, c := range choices {
		if host := c.ip.String(); !slices.Contains(hosts, host) {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// addressOrder is the sort key of an address, lower for kinds that people in one room more
// likely share.
func addressOrder(ip netip.Addr) int {
	switch {
	case ip.Is4() && ip.IsPrivate():
		return 0
	case ip.Is4():
		return 1
	}
	return 2
}

// JoinLine returns the command that people type to join: ssh -p 2222 CODE@192.168.1.20,
// without -p if the port is SSH's default, 22.
func JoinLine(code, host string, port int) string {
	if port == 22 {
		return fmt.Sprintf("ssh %s@%s", code, host)
	}
	return fmt.Sprintf("ssh -p %d %s@%s", port, code, host)
}

// JoinURL returns the same as a link, for a QR code: ssh://CODE@192.168.1.20:2222.
func JoinURL(code, host string, port int) string {
	return "ssh://" + code + "@" + net.JoinHostPort(host, strconv.Itoa(port))
}

// Package typing has only tests: people who type at real terminals, over SSH, into a real
// server with its disk, while the group goes on. They hold that what somebody types does
// what they meant by it.
package typing

/* The floor: N RTSP OPTIONS checks against one address with a bare epoll loop. Prints "answered cpu_us". Usage: probe port checks in_flight */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

static const char ask[] = "OPTIONS rtsp://127.0.0.1/ RTSP/1.0\r\nCSeq: 1\r\nUser-Agent: floor\r\n\r\n";

static int start(int ep, struct sockaddr_in *to) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (fd < 0) return -1;
  struct linger reset = {1, 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
  if (connect(fd, (struct sockaddr *)to, sizeof *to) < 0 && errno != EINPROGRESS) { close(fd); return -1; }
  struct epoll_event ev = {.events = EPOLLOUT, .data.fd = fd};
  epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev);
  return fd;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  int port = atoi(argv[1]), checks = atoi(argv[2]), flight = atoi(argv[3]), started = 0, done = 0, answered = 0;
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
  inet_pton(AF_INET, "127.0.0.1", &to.sin_addr);
  int ep = epoll_create1(0);
  for (; started < flight && started < checks; started++) start(ep, &to);
  struct epoll_event evs[64];
  while (done < checks) {
    int n = epoll_wait(ep, evs, 64, 5000);
    if (n <= 0) break;
    for (int i = 0; i < n; i++) {
      int fd = evs[i].data.fd;
      if (evs[i].events & EPOLLOUT) {
        if (write(fd, ask, sizeof ask - 1) > 0) {
          struct epoll_event ev = {.events = EPOLLIN, .data.fd = fd};
          epoll_ctl(ep, EPOLL_CTL_MOD, fd, &ev);
          continue;
        }
      } else {
        char buf[2048];
        ssize_t got = read(fd, buf, sizeof buf);
        if (got > 12 && !memcmp(buf, "RTSP/1.0 200", 12)) answered++;
      }
      close(fd);
      done++;
      if (started < checks) { start(ep, &to); started++; }
    }
  }
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  printf("%d %ld\n", answered, (use.ru_utime.tv_sec + use.ru_stime.tv_sec) * 1000000L + use.ru_utime.tv_usec + use.ru_stime.tv_usec);
  return 0;
}

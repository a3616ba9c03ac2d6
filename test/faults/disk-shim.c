/*
 * Preloaded into a process, stands between it and the files below DISK_ROOT.
 *
 * With DISK_TRACE it records, in the order in which they took effect, what reaches the disk: writes, sizes, names and syncs. Writes to a
 * file of the name `ACKS` are what the process acknowledges; they stand in the same order. Shared memory (`-shm`) is not recorded: it does not
 * outlive the machine.
 *
 * With DISK_CONTROL, a file beside, calls are made to fail: `<kind> <n> <once|ever>` written to it lets the n-th call that the kind concerns
 * fail (and, with `ever`, all later ones), `off` ends it, `count` puts the number of such calls, whether one failed and of which file first
 * into the file. A sync counts only where there is something to sync.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name, result, ...) \
  static result (*real)(__VA_ARGS__); \
  if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define FDS 4096
enum kind { NONE, FILE_FD, FOLDER_FD, ACK_FD, CONTROL_FD };
struct watched {
  enum kind kind;
  int recorded;
  uint64_t ino;
  char path[512];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct watched fds[FDS];
static const char *root, *control;
static size_t root_length;
static int trace = -1;

/* What is to fail. */
enum call { READ = 1, WRITE = 2, NAME = 4, SYNC = 8, OPEN_WRITE = 16 };
static const struct { const char *name; int calls, error; } KINDS[] = {
    {"read", READ, EIO}, {"write", WRITE, EIO}, {"full", WRITE | NAME, ENOSPC},
    {"short", WRITE, ENOSPC}, {"sync", SYNC, EIO}, {"read-only", WRITE | NAME | OPEN_WRITE, EROFS},
};
static int armed = -1, sticky, fired;
static long counted, fail_at;
static char failed_path[512];

/* Files with something that was not synced. */
static uint64_t dirty[1024];

static uint64_t *dirty_slot(uint64_t ino) {
  for (int slot = 0; slot < 1024; slot++)
    if (dirty[slot] == ino) return &dirty[slot];
  return NULL;
}
static void soil(uint64_t ino) {
  uint64_t *slot = dirty_slot(ino);
  if (!slot && !(slot = dirty_slot(0))) abort();
  *slot = ino;
}

static void __attribute__((constructor)) begin(void) {
  root = getenv("DISK_ROOT");
  control = getenv("DISK_CONTROL");
  root_length = root ? strlen(root) : 0;
  const char *file = getenv("DISK_TRACE");
  REAL("open64", int, const char *, int, ...);
  if (file) trace = real(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static ssize_t real_write(int fd, const void *bytes, size_t length) {
  REAL("write", ssize_t, int, const void *, size_t);
  return real(fd, bytes, length);
}

static int below(const char *path) { return root && path && strncmp(path, root, root_length) == 0 && path[root_length] == '/'; }
static int ends(const char *path, const char *with) {
  size_t a = strlen(path), b = strlen(with);
  return a >= b && strcmp(path + a - b, with) == 0;
}

struct __attribute__((packed)) entry { uint8_t op; uint64_t ino, at; uint32_t path, bytes; };

static void put(const void *from, size_t length) {
  for (const char *at = from; length > 0;) {
    ssize_t done = real_write(trace, at, length);
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) abort(); /* A recording with a hole proves nothing. */
    at += done;
    length -= (size_t)done;
  }
}

static void record(char op, uint64_t ino, uint64_t at, const char *path, const void *bytes, size_t length) {
  if (trace < 0) return;
  int before = errno;
  struct entry entry = {(uint8_t)op, ino, at, path ? (uint32_t)strlen(path) : 0, (uint32_t)length};
  put(&entry, sizeof entry);
  if (path) put(path, entry.path);
  if (length) put(bytes, length);
  errno = before;
}

static void obey(int fd, const char *text, size_t length);

/* With DISK_FOLLOW another process writes the control file: it is looked at before every call. */
static void follow(void) {
  static char last[128];
  if (!getenv("DISK_FOLLOW") || !control) return;
  REAL("openat64", int, int, const char *, int, ...);
  char now[128] = {0};
  int fd = real(AT_FDCWD, control, O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  ssize_t length = syscall(SYS_read, fd, now, sizeof now - 1);
  syscall(SYS_close, fd);
  if (length <= 0 || strcmp(now, last) == 0) return;
  strcpy(last, now);
  obey(-1, now, (size_t)length);
}

/* Whether this call is to fail; 2: it does half of its work. Under the lock. */
static int fails(int call, const char *path) {
  follow();
  if (armed < 0 || !(KINDS[armed].calls & call)) return 0;
  counted += 1;
  if (counted < fail_at || (counted > fail_at && !sticky)) return 0;
  int half = strcmp(KINDS[armed].name, "short") == 0 && !fired;
  if (!fired) snprintf(failed_path, sizeof failed_path, "%s", path);
  fired = 1;
  errno = KINDS[armed].error;
  return half ? 2 : 1;
}

static void obey(int fd, const char *text, size_t length) {
  char line[640] = {0}, name[32] = {0}, how[16] = {0};
  memcpy(line, text, length < sizeof line - 1 ? length : sizeof line - 1);
  if (strncmp(line, "count", 5) == 0) {
    int wrote = snprintf(line, sizeof line, "%ld %d %s\n", counted, fired, failed_path);
    real_write(fd, line, (size_t)wrote);
    return;
  }
  armed = -1;
  if (strncmp(line, "off", 3) == 0) return;
  counted = fired = 0;
  failed_path[0] = 0;
  memset(dirty, 0, sizeof dirty);
  if (sscanf(line, "%31s %ld %15s", name, &fail_at, how) != 3) abort();
  sticky = strcmp(how, "ever") == 0;
  for (int kind = 0; kind < (int)(sizeof KINDS / sizeof *KINDS); kind++)
    if (strcmp(KINDS[kind].name, name) == 0) armed = kind;
  if (armed < 0) abort();
}

static void watch(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= FDS) return;
  fds[fd].kind = NONE;
  if (control && strcmp(path, control) == 0) {
    fds[fd].kind = CONTROL_FD;
    return;
  }
  int is_root = root && strcmp(path, root) == 0;
  struct stat found;
  if ((!below(path) && !is_root) || strlen(path) >= sizeof fds[fd].path || fstat(fd, &found) != 0) return;
  struct watched *file = &fds[fd];
  strcpy(file->path, path);
  file->ino = found.st_ino;
  file->recorded = !ends(path, "-shm");
  file->kind = S_ISDIR(found.st_mode) ? FOLDER_FD : ends(path, "/ACKS") ? ACK_FD : FILE_FD;
  if (file->kind != FILE_FD || !file->recorded) return;
  if (!existed) record('C', file->ino, 0, path, NULL, 0);
  else if (flags & O_TRUNC) record('T', file->ino, 0, NULL, NULL, 0);
}

static int exists(const char *path) {
  struct stat found;
  return lstat(path, &found) == 0;
}

static int opened(const char *path, int flags, mode_t mode) {
  REAL("openat64", int, int, const char *, int, ...);
  pthread_mutex_lock(&lock);
  int existed = below(path) && exists(path), fd = -1;
  int writes = (flags & O_ACCMODE) != O_RDONLY;
  int call = (writes ? OPEN_WRITE : 0) | ((flags & O_CREAT) && !existed ? NAME : 0);
  if (!(below(path) && call && fails(call, path))) {
    fd = real(AT_FDCWD, path, flags, mode);
    watch(fd, path, flags, existed);
  }
  pthread_mutex_unlock(&lock);
  return fd;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    return opened(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  REAL("close", int, int);
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < FDS) fds[fd].kind = NONE;
  int result = real(fd);
  pthread_mutex_unlock(&lock);
  return result;
}

static struct watched *watched_fd(int fd) { return fd >= 0 && fd < FDS && fds[fd].kind != NONE ? &fds[fd] : NULL; }

/* Writes `length` bytes at `at` (-1: where the descriptor stands). */
static ssize_t written(int fd, const char *bytes, size_t length, off64_t at) {
  REAL("pwrite64", ssize_t, int, const void *, size_t, off64_t);
  struct watched *file = watched_fd(fd);
  if (!file) return at < 0 ? real_write(fd, bytes, length) : real(fd, bytes, length, at);
  pthread_mutex_lock(&lock);
  ssize_t done = -1;
  if (file->kind == CONTROL_FD) {
    obey(fd, bytes, length);
    done = (ssize_t)length;
  } else if (file->kind == ACK_FD) {
    done = real_write(fd, bytes, length);
    record('A', 0, 0, NULL, bytes, length);
  } else {
    int failing = fails(WRITE, file->path);
    if (failing == 2 && length > 1) length /= 2, failing = 0;
    if (!failing) {
      off64_t from = at >= 0 ? at : (fcntl(fd, F_GETFL) & O_APPEND) ? lseek64(fd, 0, SEEK_END) : lseek64(fd, 0, SEEK_CUR);
      done = at < 0 ? real_write(fd, bytes, length) : real(fd, bytes, length, at);
      if (done > 0) soil(file->ino);
      if (done > 0 && file->recorded) record('W', file->ino, (uint64_t)from, NULL, bytes, (size_t)done);
    }
  }
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) { return written(fd, bytes, length, -1); }
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) { return written(fd, bytes, length, at); }
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) { return written(fd, bytes, length, at); }

/* Several buffers of a watched file go one by one: a write may always do less than it was asked to. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL("writev", ssize_t, int, const struct iovec *, int);
  if (!watched_fd(fd) || count < 1) return real(fd, parts, count);
  return written(fd, parts[0].iov_base, parts[0].iov_len, -1);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
  REAL("pwritev", ssize_t, int, const struct iovec *, int, off_t);
  if (!watched_fd(fd) || count < 1) return real(fd, parts, count, at);
  return written(fd, parts[0].iov_base, parts[0].iov_len, at);
}

static int read_fails(int fd) {
  struct watched *file = watched_fd(fd);
  if (!file || file->kind != FILE_FD) return 0;
  pthread_mutex_lock(&lock);
  int failing = fails(READ, file->path);
  pthread_mutex_unlock(&lock);
  return failing;
}
ssize_t read(int fd, void *bytes, size_t length) {
  REAL("read", ssize_t, int, void *, size_t);
  return read_fails(fd) ? -1 : real(fd, bytes, length);
}
ssize_t pread(int fd, void *bytes, size_t length, off_t at) {
  REAL("pread", ssize_t, int, void *, size_t, off_t);
  return read_fails(fd) ? -1 : real(fd, bytes, length, at);
}
ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
  REAL("pread64", ssize_t, int, void *, size_t, off64_t);
  return read_fails(fd) ? -1 : real(fd, bytes, length, at);
}

int ftruncate64(int fd, off64_t size) {
  REAL("ftruncate64", int, int, off64_t);
  struct watched *file = watched_fd(fd);
  if (!file || file->kind != FILE_FD) return real(fd, size);
  pthread_mutex_lock(&lock);
  int result = fails(WRITE, file->path) ? -1 : real(fd, size);
  if (result == 0) soil(file->ino);
  if (result == 0 && file->recorded) record('T', file->ino, (uint64_t)size, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int (*real)(int)) {
  struct watched *file = watched_fd(fd);
  if (!file) return real(fd);
  pthread_mutex_lock(&lock);
  uint64_t *unsynced = dirty_slot(file->ino);
  int failed = (file->kind == FOLDER_FD || unsynced) && fails(SYNC, file->path);
  if (unsynced) *unsynced = 0; /* After a failure too: the system does not write it again. */
  int result = failed ? -1 : real(fd);
  if (file->kind == FOLDER_FD && result == 0) record('D', 0, 0, file->path, NULL, 0);
  else if (file->kind == FILE_FD && file->recorded) record(failed ? 'F' : 'S', file->ino, 0, NULL, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}
int fsync(int fd) {
  REAL("fsync", int, int);
  return synced(fd, real);
}
int fdatasync(int fd) {
  REAL("fdatasync", int, int);
  return synced(fd, real);
}

/* One change of names: done and recorded together. */
#define NAMED(path, action, op, other, other_length) \
  pthread_mutex_lock(&lock); \
  int watching = below(path) && !ends(path, "-shm"); \
  int result = below(path) && fails(NAME, path) ? -1 : (action); \
  if (result == 0 && watching) record(op, 0, 0, path, other, other_length); \
  pthread_mutex_unlock(&lock); \
  return result

int rename(const char *from, const char *to) {
  REAL("rename", int, const char *, const char *);
  NAMED(from, real(from, to), 'R', to, strlen(to));
}
int unlink(const char *path) {
  REAL("unlink", int, const char *);
  NAMED(path, real(path), 'U', NULL, 0);
}
int remove(const char *path) {
  REAL("remove", int, const char *);
  NAMED(path, real(path), 'U', NULL, 0);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL("unlinkat", int, int, const char *, int);
  NAMED(path, real(folder, path, flags), 'U', NULL, 0);
}
int mkdir(const char *path, mode_t mode) {
  REAL("mkdir", int, const char *, mode_t);
  NAMED(path, real(path, mode), 'M', NULL, 0);
}

int access(const char *path, int how) {
  REAL("access", int, const char *, int);
  int read_only = armed >= 0 && sticky && fired && KINDS[armed].error == EROFS;
  if (read_only && (how & W_OK) && below(path)) return errno = EROFS, -1;
  return real(path, how);
}

"""The calls to the kernel that a confined check is refused, by their numbers.

What is not here is allowed, and governed by Landlock where it opens a file. Source: the kernel's
arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h (aarch64). From 424 on
both have the same numbers.
"""

from dataclasses import dataclass

NEWEST = 450
"""Whatever has a greater number is answered as by a kernel that is too old for it."""


@dataclass(frozen=True, slots=True)
class Conditional:
    """The numbers of the calls that are refused for some arguments alone; -1 for no such call."""

    clone: int
    clone3: int
    open: int
    openat: int
    openat2: int
    kill: int
    tgkill: int
    sigqueue: int
    tgsigqueue: int
    prlimit: int
    prctl: int
    fcntl: int
    ioctl: int


@dataclass(frozen=True, slots=True)
class Machine:
    """One kind of machine: how the kernel names it, and its numbers."""

    audit: int
    refused: frozenset[int]
    conditional: Conditional


_ON_BOTH = {
    "process by a file descriptor": {424, 434, 438, 440, 448},
    "io_uring, which makes any call unseen": {425, 426, 427},
    "mounts": {428, 429, 430, 431, 432, 433, 442, 443},
    "memory that no limit counts": {447},
}
_X86_64 = {
    "start a process: fork vfork execve execveat unshare setns": {57, 58, 59, 322, 272, 308},
    "sockets: socket socketpair": {41, 53},
    "signals: tkill": {200},
    "other processes: ptrace process_vm_{read,write}v kcmp": {101, 310, 311, 312},
    "of the kernel: perf_event_open userfaultfd bpf": {298, 323, 321},
    "keys: add_key request_key keyctl": {248, 249, 250},
    "asynchronous calls: io_setup": {206},
    "mounts: mount umount2 pivot_root chroot swapon swapoff quotactl": {
        *(165, 166, 155, 161, 167, 168, 179)
    },
    "files by number, and who uses them: *_handle_at fanotify_init inotify_init{,1}": {
        *(303, 304, 300, 253, 294)
    },
    "modules: init_module finit_module delete_module kexec_{,file_}load": {175, 313, 176, 246, 320},
    "the machine: reboot syslog acct set{time,host,domain}… clock_* adjtimex": {
        *(169, 103, 163, 164, 227, 159, 305, 170, 171)
    },
    "old: personality iopl ioperm modify_ldt vhangup uselib ustat sysfs …": {
        *(135, 172, 173, 154, 153, 212, 134, 136, 139, 156, 180)
    },
    "System V: shm* sem* msg*": {29, 30, 31, 64, 65, 66, 220, 68, 69, 70, 71},
    "message queues: mq_*": {240, 241, 242, 243, 244, 245},
    "memory that no limit counts: memfd_create move_pages migrate_pages": {319, 279, 256},
    "priorities: setpriority ioprio_set sched_set*": {141, 251, 142, 144, 314, 203},
    "attributes, which Landlock leaves: chmod chown utime xattr truncate": {
        *(90, 91, 268, 92, 93, 94, 260, 132, 235, 261, 280),
        *(188, 189, 190, 197, 198, 199, 76),
    },
    "users: set*id setgroups capset": {105, 106, 113, 114, 117, 119, 116, 122, 123, 126},
}
_AARCH64 = {
    "start a process: execve execveat unshare setns": {221, 281, 97, 268},
    "sockets: socket socketpair": {198, 199},
    "signals: tkill": {130},
    "other processes: ptrace process_vm_{read,write}v kcmp": {117, 270, 271, 272},
    "of the kernel: perf_event_open userfaultfd bpf": {241, 282, 280},
    "keys: add_key request_key keyctl": {217, 218, 219},
    "asynchronous calls: io_setup": {0},
    "mounts: mount umount2 pivot_root chroot swapon swapoff quotactl": {
        *(40, 39, 41, 51, 224, 225, 60)
    },
    "files by number, and who uses them: *_handle_at fanotify_init inotify_init1": {
        *(264, 265, 262, 26)
    },
    "modules: init_module finit_module delete_module kexec_{,file_}load": {105, 273, 106, 104, 294},
    "the machine: reboot syslog acct set{time,host,domain}… clock_* adjtimex": {
        *(142, 116, 89, 170, 112, 171, 266, 161, 162)
    },
    "old: personality vhangup lookup_dcookie nfsservctl": {92, 58, 18, 42},
    "System V: shm* sem* msg*": {194, 195, 196, 190, 191, 192, 193, 186, 187, 188, 189},
    "message queues: mq_*": {180, 181, 182, 183, 184, 185},
    "memory that no limit counts: memfd_create move_pages migrate_pages": {279, 239, 238},
    "priorities: setpriority ioprio_set sched_set*": {140, 30, 118, 119, 274, 122},
    "attributes, which Landlock leaves: chmod chown utime xattr truncate": {
        *(52, 53, 54, 55, 88, 5, 6, 7, 14, 15, 16, 45)
    },
    "users: set*id setgroups capset": {146, 144, 145, 143, 147, 149, 159, 151, 152, 91},
}


def _all(*groups: dict[str, set[int]]) -> frozenset[int]:
    return frozenset().union(*(numbers for group in groups for numbers in group.values()))


MACHINES = {
    "x86_64": Machine(
        audit=0xC000_003E,
        refused=_all(_ON_BOTH, _X86_64),
        conditional=Conditional(
            clone=56,
            clone3=435,
            open=2,
            openat=257,
            openat2=437,
            kill=62,
            tgkill=234,
            sigqueue=129,
            tgsigqueue=297,
            prlimit=302,
            prctl=157,
            fcntl=72,
            ioctl=16,
        ),
    ),
    "aarch64": Machine(
        audit=0xC000_00B7,
        refused=_all(_ON_BOTH, _AARCH64),
        conditional=Conditional(
            clone=220,
            clone3=435,
            open=-1,
            openat=56,
            openat2=437,
            kill=129,
            tgkill=131,
            sigqueue=138,
            tgsigqueue=240,
            prlimit=261,
            prctl=167,
            fcntl=25,
            ioctl=29,
        ),
    ),
}
"""By `os.uname().machine`."""

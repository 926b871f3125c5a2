import { spawn } from 'node:child_process'
import { buffer } from 'node:stream/consumers'

/** A file or link in an archive; of a link the content is where it leads. */
export interface ArchiveEntry {
  /** What is no UTF-8 stands as `\xe9`. */
  readonly name: string
  readonly kind: 'file' | 'link'
  readonly executable: boolean
  /** Seconds. */
  readonly time: number
  readonly sha1: string
}

/** Folders are left out. Python shares no line with us, nor with git. */
const reader = `
import bz2, gzip, hashlib, io, json, stat, struct, sys, tarfile, zipfile

def told(name, is_link, mode, time, data):
    name = name.decode('utf-8', 'backslashreplace')
    sha1 = hashlib.sha1(data).hexdigest()
    kind = 'link' if is_link else 'file'
    return {'name': name, 'kind': kind, 'executable': bool(mode & 0o100), 'time': time, 'sha1': sha1}

def stamp(extra):
    while len(extra) >= 4:
        tag, size = struct.unpack('<HH', extra[:4])
        if tag == 0x5455: return struct.unpack('<l', extra[5:9])[0]
        extra = extra[4 + size:]
    return None

def of_zip(source):
    archive = zipfile.ZipFile(source)
    assert archive.testzip() is None
    for item in archive.infolist():
        if item.is_dir(): continue
        raw = item.orig_filename.encode('utf-8' if item.flag_bits & 0x800 else 'cp437')
        mode = item.external_attr >> 16
        yield told(raw, stat.S_ISLNK(mode), mode, stamp(item.extra), archive.read(item))

def of_tar(source):
    archive = tarfile.open(fileobj=source, mode='r:', encoding='utf-8', errors='surrogateescape')
    for item in archive:
        if item.isdir(): continue
        data = item.linkname.encode('utf-8', 'surrogateescape') if item.issym() else archive.extractfile(item).read()
        yield told(item.name.encode('utf-8', 'surrogateescape'), item.issym(), item.mode, item.mtime, data)

def of_bzip2(packed):
    unpacker = bz2.BZ2Decompressor()
    data = unpacker.decompress(packed)
    assert unpacker.eof and not unpacker.unused_data, 'not one file to its last byte'
    return data

packed = sys.stdin.buffer.read()
if packed[:2] == b'PK': found = of_zip(io.BytesIO(packed))
elif packed[:2] == b'BZ': found = of_tar(io.BytesIO(of_bzip2(packed)))
elif packed[:2] == b'\\x1f\\x8b': found = of_tar(io.BytesIO(gzip.decompress(packed)))
else: found = of_tar(io.BytesIO(packed))
print(json.dumps(list(found)))
`

/** What another program finds in a zip, tar, tar.gz or tar.bz2, in its order. */
export async function readArchive(packed: Buffer): Promise<readonly ArchiveEntry[]> {
  return JSON.parse((await askPython(reader, packed)).toString())
}

/** What a script in Python makes of its input. */
export async function askPython(script: string, input: Buffer): Promise<Buffer> {
  const python = spawn('python3', ['-c', script], { stdio: ['pipe', 'pipe', 'pipe'] })
  python.stdin.on('error', () => {}) // it ended early, and its complaint says why
  python.stdin.end(input)
  const [output, complaint] = await Promise.all([buffer(python.stdout), buffer(python.stderr)])
  if (complaint.length > 0) throw new Error(complaint.toString())
  return output
}

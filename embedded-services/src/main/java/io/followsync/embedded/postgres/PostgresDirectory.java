package io.followsync.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The layout of one server's directory. */
record PostgresDirectory(Path root) {

	private static final int PASSWORD_BYTES = 16;

	Path data() {
		return this.root.resolve("data");
	}

	Path log() {
		return this.root.resolve("server.log");
	}

	Path passwordFile() {
		return this.root.resolve("password");
	}

	/** For temporary files; in the system's own directory they would be left behind. */
	Path scratch() {
		return created(this.root.resolve("tmp"));
	}

	/**
	 * Where the server's programs are unpacked, once for all servers of this user. Not in
	 * the system's temporary directory, where anybody could plant programs.
	 */
	Path binaries() {
		Path cache = Path.of(System.getProperty("user.home"), ".cache", "followsync", "postgres");
		try {
			return created(cache);
		}
		catch (UncheckedIOException ex) {
			return created(this.root.resolve("programs"));
		}
	}

	private static Path created(Path directory) {
		try {
			return Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The server's password, generated at the first call. Only the owner may read it. */
	String password() {
		try {
			Path file = passwordFile();
			if (!Files.exists(file)) {
				byte[] random = new byte[PASSWORD_BYTES];
				new SecureRandom().nextBytes(random);
				Files.createDirectories(this.root);
				createForOwnerOnly(file);
				Files.writeString(file, HexFormat.of().formatHex(random));
			}
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** On file systems that support owners, only the owner may open the file. */
	private static void createForOwnerOnly(Path file) throws IOException {
		if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		}
		else {
			Files.createFile(file);
		}
	}

	/**
	 * The server that uses this data now. Its PID file outlives a hard kill, and the
	 * system may since have reused the PID for another process.
	 */
	Optional<ProcessHandle> postmaster() {
		try {
			String pid = Files.readString(this.data().resolve("postmaster.pid")).lines().findFirst().orElse("");
			return ProcessHandle.of(Long.parseLong(pid.strip())).filter(PostgresDirectory::isPostgres);
		}
		catch (IOException | NumberFormatException ex) {
			return Optional.empty();
		}
	}

	/**
	 * The processes of an earlier server that is itself gone. Found on systems with
	 * {@code /proc} only; elsewhere a server does not start until they have ended.
	 */
	List<ProcessHandle> orphans() {
		return ProcessHandle.allProcesses()
			.filter(PostgresDirectory::isPostgres)
			.filter(this::runsInDataDirectory)
			.toList();
	}

	private boolean runsInDataDirectory(ProcessHandle process) {
		try {
			return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data());
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static boolean isPostgres(ProcessHandle process) {
		return process.isAlive()
				&& process.info().command().map((command) -> command.contains("postgres")).orElse(true);
	}

	void deletePidFile() {
		try {
			Files.deleteIfExists(data().resolve("postmaster.pid"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

package io.followsync.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Ends its JVM in an orderly way when standard input ends, which happens when the process
 * that started it is gone for whatever reason. Uses only the JDK, because its jar holds
 * this class alone and the programs it is loaded into know nothing of it.
 */
public final class LifelineAgent {

	private static final int TO_STOP_MILLIS = 20_000;

	private static final int STOPPED_BY_FORCE = 137;

	private LifelineAgent() {
	}

	/** Called by the JVM before the program's main. */
	public static void premain(String arguments) {
		startDaemon("lifeline", LifelineAgent::exitAtEndOfInput);
	}

	private static void exitAtEndOfInput() {
		try {
			System.in.transferTo(OutputStream.nullOutputStream());
		}
		catch (IOException ex) {
			// A broken input counts as ended.
		}
		startDaemon("lifeline-force", LifelineAgent::haltLater);
		System.exit(0);
	}

	private static void haltLater() {
		try {
			Thread.sleep(TO_STOP_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		Runtime.getRuntime().halt(STOPPED_BY_FORCE);
	}

	private static void startDaemon(String name, Runnable task) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		thread.start();
	}

	/** Writes the jar for {@code -javaagent}. */
	public static void writeJar(Path file) {
		String entry = LifelineAgent.class.getName().replace('.', '/') + ".class";
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().putValue("Premain-Class", LifelineAgent.class.getName());
		try (InputStream code = Objects.requireNonNull(LifelineAgent.class.getResourceAsStream("/" + entry));
				OutputStream out = Files.newOutputStream(file);
				JarOutputStream jar = new JarOutputStream(out, manifest)) {
			jar.putNextEntry(new JarEntry(entry));
			code.transferTo(jar);
			jar.closeEntry();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

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

import io.followsync.stack.agent.LifelineAgent;

/** The jar for {@code -javaagent}, made of one class of our own. */
public final class AgentJar {

	private AgentJar() {
	}

	public static void write(Path file) {
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

package io.followsync.vault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands in a fake gateway's program where the tool for keys stands in the real one. */
public final class KeysMain {

	private KeysMain() {
	}

	public static void main(String[] arguments) throws IOException {
		Path gateway = Files.createDirectories(Path.of(arguments[1]).resolve("gateway"));
		for (String file : new String[] { "credentials-public.json", "sealing.json", "owner-secrets.json",
				"browser-sessions.json" }) {
			Files.writeString(gateway.resolve(file), "{}");
		}
	}

}

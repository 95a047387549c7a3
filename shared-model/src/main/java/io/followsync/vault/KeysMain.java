package io.followsync.vault;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Creates and rotates the keys of a deployment: {@code KeysMain COMMAND DIRECTORY}.
 * Prints key ids, never a key.
 */
public final class KeysMain {

	private static final String USAGE = """
			usage: KeysMain COMMAND DIRECTORY
			  create      makes the keysets that are missing
			  list        says which sealing keys there are
			  add         adds a sealing key that opens and does not seal yet
			  use-newest  seals with the newest sealing key
			  drop-others forgets all sealing keys but the one that seals""";

	private KeysMain() {
	}

	public static void main(String[] arguments) {
		System.exit(run(List.of(arguments), System.out, System.err));
	}

	/**
	 * The exit code: 0 on success, 1 if the command failed, 2 if it was not understood.
	 */
	static int run(List<String> arguments, PrintStream answer, PrintStream complaint) {
		if (arguments.size() != 2) {
			complaint.println(USAGE);
			return 2;
		}
		Path directory = Path.of(arguments.get(1));
		try {
			switch (arguments.getFirst()) {
				case "create" -> Keyring.load(directory, true);
				case "list" -> SealingKeys.in(directory);
				case "add" -> SealingKeys.in(directory).add();
				case "use-newest" -> SealingKeys.in(directory).useNewest();
				case "drop-others" -> SealingKeys.in(directory).dropOthers();
				default -> {
					complaint.println(USAGE);
					return 2;
				}
			}
			List<Integer> ids = SealingKeys.in(directory).ids();
			answer.printf("seals with %d, opens with %s%n", Integer.toUnsignedLong(ids.getFirst()),
					ids.stream().map(Integer::toUnsignedString).toList());
			return 0;
		}
		catch (VaultException ex) {
			complaint.println(ex.getMessage());
			return 1;
		}
	}

}

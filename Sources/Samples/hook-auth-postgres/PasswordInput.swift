import ArgumentParser
import Foundation

/// Where passwords come from: never from the command line, which others on the machine can read.
enum PasswordInput {
    /// Asked for twice on a terminal and not shown; otherwise the first line of standard input. As bytes, it may be any text.
    static func newPassword() throws -> [UInt8] {
        let password = isatty(STDIN_FILENO) == 1 ? try askedTwice() : readLine()
        guard let password, !password.isEmpty else { throw ValidationError("There is no password.") }
        return Array(password.utf8)
    }

    private static func askedTwice() throws -> String? {
        let (password, again) = (asked("Password: "), asked("Again: "))
        guard password == again else { throw ValidationError("The passwords differ.") }
        return password
    }

    private static func asked(_ prompt: String) -> String? {
        FileHandle.standardError.write(Data(prompt.utf8))
        var shown = termios()
        tcgetattr(STDIN_FILENO, &shown)
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        return readLine()
    }
}

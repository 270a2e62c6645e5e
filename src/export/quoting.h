// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>

// Text from a tenant as a literal of another language. Every result reads back as exactly the text, cannot end early or
// be taken for code, and shows what is invisible (control, bidirectional, zero-width characters) as an escape, so that a
// generated file reads as it runs. Halves of surrogate pairs become U+FFFD: no language here can hold them.
namespace symbolon::exports::quoted {

// "…" of HashiCorp's HCL; "${" and "%{" start no template. HCL itself normalises strings to NFC: see isNfc().
[[nodiscard]] QString hcl(const QString &text);
// '…' of Bicep; "${" starts no interpolation.
[[nodiscard]] QString bicep(const QString &text);
// One word of a POSIX shell. U+0000 is left out: no argument can hold it.
[[nodiscard]] QString shell(const QString &text);
// An expression of PowerShell in ASCII alone, in parentheses where it is more than one literal: Windows PowerShell takes
// a script for the system's code page, and every PowerShell takes typographic quotes for quotes.
[[nodiscard]] QString powerShell(const QString &text);
// "…" of YAML 1.2.
[[nodiscard]] QString yaml(const QString &text);
// "…" of JSON, in ASCII alone.
[[nodiscard]] QString json(const QString &text);
// "…" of Python, Go and C#, in ASCII alone.
[[nodiscard]] QString code(const QString &text);
// YAML that GitHub Actions reads: "${{" stays text there, too.
[[nodiscard]] QString workflow(const QString &text);
// YAML of GitLab CI variables: "$" stays text there, too.
[[nodiscard]] QString gitlab(const QString &text);

// The text as part of a comment that ends with its line: visible, on one line.
[[nodiscard]] QString comment(const QString &text);

// Whether the text is in Unicode's normal form C, as HCL makes it.
[[nodiscard]] bool isNfc(const QString &text);

// Names of resources in generated code: a letter, then a-z, 0-9 and _, at most 60, none given twice.
class Symbols final
{
public:
    [[nodiscard]] QString next(const QString &text);

private:
    QSet<QString> m_taken;
};

// A file name that is one on every system: a-z, A-Z, 0-9, "-", "_" and inner dots, at most 80, never empty, never a
// device of Windows.
[[nodiscard]] QString fileName(const QString &text);

} // namespace symbolon::exports::quoted

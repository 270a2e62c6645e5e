// SPDX-License-Identifier: Apache-2.0
// GitHub is asked from the form what the subjects of a repository look like.
#include "editor/editor_bench.h"
#include "ui/demo_window.h"
#include "ui/editor/platform_gallery.h"
#include "ui/editor/repository_field.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <memory>

using namespace symbolon;
using test::field;
using test::keyOf;

namespace {

const QString goodToken = QStringLiteral("github_pat_demo");

// The form is built anew when another preset is chosen: the one on show counts.
template<typename Widget>
Widget *named(ui::CredentialEditor &editor, const char *name)
{
    const QList<Widget *> all = editor.findChildren<Widget *>(QString::fromLatin1(name));
    for (Widget *one : all) {
        if (one->parentWidget()->isVisibleTo(&editor))
            return one;
    }
    return nullptr;
}

} // namespace

class EditorRepositoryTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void githubFillsTheForm();
    void aTemplateChoosesItsForm();
    void aWrongTokenCanBeTypedAgain();
    void askingCanBeStopped();

private:
    [[nodiscard]] ui::CredentialEditor &editor() { return *m_demo->window().editor(); }
    // Types a repository and, where one is asked for, a token, and asks.
    void ask(const QString &repository, const QString &token);
    // What the field says.
    [[nodiscard]] QString words() { return named<QLineEdit>(editor(), "repository")->accessibleDescription(); }
    [[nodiscard]] QString valueOf(const char *key)
    {
        ui::FormField *one = field(editor(), QString::fromLatin1(key));
        return one ? one->value() : QStringLiteral("(no field)");
    }

    std::unique_ptr<test::DemoWindow> m_demo;
};

void EditorRepositoryTest::init()
{
    m_demo = std::make_unique<test::DemoWindow>();
    m_demo->signIn();
    editor().startNew(keyOf(m_demo->workspace(), QStringLiteral("gcp-billing-export")));
    Q_EMIT editor().findChild<ui::PlatformGallery *>()->chosen(QStringLiteral("GitHub Actions"));
}

void EditorRepositoryTest::cleanup()
{
    m_demo.reset();
}

void EditorRepositoryTest::ask(const QString &repository, const QString &token)
{
    auto *line = named<QLineEdit>(editor(), "repository");
    QVERIFY(line);
    line->setText(repository);
    QTest::keyClick(line, Qt::Key_Return);
    if (token.isEmpty())
        return;
    QTRY_VERIFY(named<QLineEdit>(editor(), "githubToken"));
    auto *secret = named<QLineEdit>(editor(), "githubToken");
    QCOMPARE(secret->echoMode(), QLineEdit::Password);
    secret->setText(token);
    QTest::keyClick(secret, Qt::Key_Return);
    QVERIFY(secret->text().isEmpty()); // it left with the question
}

void EditorRepositoryTest::githubFillsTheForm()
{
    ask(QStringLiteral("CONTOSO/landing-zones"), goodToken);
    QTRY_COMPARE(valueOf("owner"), QStringLiteral("contoso"));
    QCOMPARE(valueOf("repo"), QStringLiteral("landing-zones"));
    QCOMPARE(valueOf("subjectFormat"), QStringLiteral("immutable"));
    QCOMPARE(valueOf("ownerId"), QStringLiteral("5544123"));
    QCOMPARE(valueOf("repoId"), QStringLiteral("821093847"));
    QVERIFY(words().contains(QStringLiteral("ids")));

    // The token is remembered: the next question needs none.
    ask(QStringLiteral("contoso/platform"), {});
    QTRY_COMPARE(valueOf("repo"), QStringLiteral("platform"));
    QCOMPARE(valueOf("subjectFormat"), QStringLiteral("name-based"));
    auto *forget = named<QPushButton>(editor(), "forgetGithubToken");
    QVERIFY(forget->isVisibleTo(&editor()));
    forget->click();
    QTRY_VERIFY(!forget->isVisibleTo(&editor()));
    ask(QStringLiteral("contoso/landing-zones"), goodToken);
    QTRY_COMPARE(valueOf("repo"), QStringLiteral("landing-zones"));
}

void EditorRepositoryTest::aTemplateChoosesItsForm()
{
    ask(QStringLiteral("contoso/hr-sync"), goodToken);
    QTRY_COMPARE(valueOf("shape"), QStringLiteral("repo + context + job_workflow_ref"));
    QCOMPARE(valueOf("scenario:"), QStringLiteral("Reusable workflow"));
    QCOMPARE(valueOf("owner"), QStringLiteral("contoso"));
    QVERIFY(words().contains(QStringLiteral("template of its own")));
    ask(QStringLiteral("contoso/payments-api"), {});
    QTRY_COMPARE(valueOf("idValue"), QStringLiteral("821100042"));
    ask(QStringLiteral("contoso/sp-migrator"), {});
    QTRY_COMPARE(valueOf("includeClaimKeys"), QStringLiteral("repository_owner,job_workflow_ref"));
    QVERIFY(words().contains(QStringLiteral("organization")));
    ask(QStringLiteral("contoso/platform"), {});
    QTRY_COMPARE(valueOf("scenario:"), QStringLiteral("Environment"));
}

void EditorRepositoryTest::aWrongTokenCanBeTypedAgain()
{
    ask(QStringLiteral("contoso/platform"), QStringLiteral("ghp_wrong"));
    QTRY_VERIFY(words().contains(QStringLiteral("does not take this token")));
    QVERIFY(!words().contains(QStringLiteral("ghp_wrong")));
    QCOMPARE(valueOf("repo"), QString());
    ask(QStringLiteral("contoso/nothing-here"), goodToken);
    QTRY_VERIFY(words().contains(QStringLiteral("no such repository")));
    // What is no repository cannot be asked about.
    named<QLineEdit>(editor(), "repository")->setText(QStringLiteral("contoso"));
    QVERIFY(!named<QPushButton>(editor(), "askGithub")->isEnabled());
}

void EditorRepositoryTest::askingCanBeStopped()
{
    m_demo->server().setFault("/github-api", demo::FaultKind::Silent);
    ask(QStringLiteral("contoso/platform"), goodToken);
    auto *button = named<QPushButton>(editor(), "askGithub");
    QCOMPARE(button->text(), QStringLiteral("Stop"));
    button->click();
    QTRY_COMPARE(button->text(), QStringLiteral("Ask"));
    QCOMPARE(valueOf("repo"), QString());
}

QTEST_MAIN(EditorRepositoryTest)
#include "tst_editor_repository.moc"

// SPDX-License-Identifier: Apache-2.0
#include "base/log.h"
#include "ui/demo_window.h"
#include "ui/editor/credential_editor.h"
#include "ui/editor/review_pane.h"
#include "ui/flow/flow_view.h"
#include "ui/models/identity_model.h"
#include "ui/pages/credentials/credentials_page.h"
#include "ui/pages/findings/findings_page.h"
#include "ui/pages/identities/identities_page.h"
#include "ui/shell/actions.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemView>
#include <QAction>
#include <QDirIterator>
#include <QLoggingCategory>
#include <QMetaProperty>
#include <QSignalSpy>
#include <QTest>

#include <unistd.h>

using namespace symbolon;
using Place = ui::MainWindow::Place;

namespace {

// Takes what the process writes to standard error into a file, sanitizers and Qt included, until it goes.
class CapturedStandardError final
{
public:
    explicit CapturedStandardError(const QString &path)
        : m_file(path)
        , m_before(dup(STDERR_FILENO))
    {
        if (!m_file.open(QIODevice::ReadWrite) || m_before < 0 || dup2(m_file.handle(), STDERR_FILENO) < 0)
            throw std::runtime_error("standard error cannot be captured");
    }
    ~CapturedStandardError()
    {
        dup2(m_before, STDERR_FILENO);
        ::close(m_before);
        m_file.seek(0);
        const QByteArray said = m_file.readAll();
        [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, said.constData(), said.size());
    }
    Q_DISABLE_COPY_MOVE(CapturedStandardError)

private:
    QFile m_file;
    int m_before;
};

QByteArray texts(const QObject *object)
{
    QByteArray all;
    const QMetaObject *meta = object->metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        if (property.metaType().id() == QMetaType::QString || property.metaType().id() == QMetaType::QStringList)
            all += property.read(object).toStringList().join(u'\n').toUtf8() + '\n';
    }
    return all;
}

QByteArray texts(const QAbstractItemModel *model, const QModelIndex &parent = {})
{
    QByteArray all;
    for (int row = 0; row < model->rowCount(parent); ++row) {
        for (int column = 0; column < model->columnCount(parent); ++column) {
            const QModelIndex index = model->index(row, column, parent);
            const QMap<int, QVariant> data = model->itemData(index);
            for (const QVariant &value : data)
                all += value.toString().toUtf8() + '\n';
            for (int role = Qt::UserRole; role < Qt::UserRole + 20; ++role)
                all += index.data(role).toString().toUtf8() + '\n';
        }
        all += texts(model, model->index(row, 0, parent));
    }
    return all;
}

// Every text that the window and what belongs to it hold, shown or not.
QByteArray everythingHeld(QWidget *window)
{
    QByteArray all = texts(window);
    for (const QObject *child : window->findChildren<QObject *>()) {
        all += texts(child);
        const auto *view = qobject_cast<const QAbstractItemView *>(child);
        if (view && view->model())
            all += texts(view->model());
    }
    return all;
}

// Names of the files below `folder` that hold `secret`.
QStringList filesWith(const QByteArray &secret, const QString &folder)
{
    QStringList found;
    QDirIterator each(folder, QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(secret))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

class WindowSecretsTest final : public QObject
{
    Q_OBJECT

public:
    explicit WindowSecretsTest(const QString &home)
        : m_home(home)
    {
    }

private Q_SLOTS:
    void aWholeSessionWritesNone();

private:
    void runSession(test::DemoWindow &demo);
    void hear(test::DemoWindow &demo);

    QString m_home;     // everything the process may write to: home, configuration, cache, temporary files
    QByteArray m_heard; // what the window held at any moment, and what was copied
};

void WindowSecretsTest::hear(test::DemoWindow &demo)
{
    m_heard += everythingHeld(&demo.window());
    m_heard += demo.copied().toUtf8();
}

// What an admin does in an hour, and what goes wrong meanwhile.
void WindowSecretsTest::runSession(test::DemoWindow &demo)
{
    demo.server().setFault("login", demo::FaultKind::Garbage, 1);
    demo.workspace().signIn();
    QTRY_COMPARE_WITH_TIMEOUT(demo.workspace().session().phase, workspace::SessionPhase::SignedOut, 30'000);
    QVERIFY(demo.workspace().session().error);
    hear(demo);

    demo.server().clearFaults();
    demo.signIn();
    hear(demo);
    for (const demo::FaultKind fault : {demo::FaultKind::Cut, demo::FaultKind::Garbage, demo::FaultKind::Silent}) {
        demo.server().setFault("/v1.0/servicePrincipals", fault);
        demo.readAgain();
        QCOMPARE(demo.workspace().syncState().phase, workspace::SyncPhase::Partial);
        hear(demo);
        demo.server().clearFaults();
    }
    demo.readAgain();

    QList<workspace::CredentialKey> keys;
    for (const workspace::IdentityRow &row : demo.workspace().identities().rows()) {
        if (row.identity.key.kind == trust::IdentityKind::Application && row.identity.credentials.size() >= 2) {
            for (const trust::FederatedCredential &credential : row.identity.credentials)
                keys.append({row.key(), credential.name});
        }
    }
    QVERIFY(keys.size() >= 2);
    for (const Place place : {Place::Credentials, Place::Findings, Place::Identities}) {
        demo.window().go(place);
        hear(demo);
    }
    demo.window().showFlow(keys.first());
    auto *flow = demo.window().findChild<ui::FlowView *>();
    QVERIFY(flow);
    for (int step = 0; step < 7; ++step) {
        flow->selectStep(step);
        hear(demo);
    }
    flow->savePicture();
    flow->copyAsText();
    QVERIFY(!demo.copied().isEmpty());
    hear(demo);

    ui::CredentialEditor &editor = *demo.window().editor();
    QSignalSpy done(&editor, &ui::CredentialEditor::done);
    editor.startDelete(keys.at(0));
    editor.apply();
    QTRY_COMPARE_WITH_TIMEOUT(done.count(), 1, 30'000);
    QVERIFY(demo.workspace().session().canWrite);
    hear(demo);
    demo.server().setFault("graph", demo::FaultKind::Cut);
    editor.startDelete(keys.at(1));
    editor.apply();
    const auto *banner = editor.findChild<ui::ReviewPane *>()->findChild<ui::Banner *>();
    QTRY_VERIFY_WITH_TIMEOUT(banner->isVisibleTo(&editor), 30'000);
    hear(demo);
    demo.server().clearFaults();

    demo.reopen();
    hear(demo);
    demo.window().actions().at(QStringLiteral("file.signOut"))->trigger();
    QTRY_COMPARE(demo.window().place(), Place::SignIn);
    hear(demo);
}

void WindowSecretsTest::aWholeSessionWritesNone()
{
    QLoggingCategory::setFilterRules(QStringLiteral("symbolon.*=true"));
    installLog();
    std::vector<std::string> secrets;
    QStringList leaks;
    {
        const CapturedStandardError captured(m_home + QStringLiteral("/standard-error.txt"));
        test::DemoWindow demo;
        QVERIFY(demo.folder().startsWith(m_home));
        runSession(demo);
        if (QTest::currentTestFailed())
            return;
        secrets = demo.server().issuedSecrets();
        m_heard += recentLog().join(u'\n').toUtf8();
        // Before anything is tidied away.
        for (const std::string &one : secrets) {
            const QByteArray secret = QByteArray::fromStdString(one);
            leaks += filesWith(secret, m_home);
            if (m_heard.contains(secret))
                leaks.append(QStringLiteral("window, clipboard or log"));
        }
        // The search itself finds what is there.
        QVERIFY(!filesWith("symbolon", m_home).isEmpty());
        QFile planted(m_home + QStringLiteral("/planted.txt"));
        QVERIFY(planted.open(QIODevice::WriteOnly));
        planted.write("x" + QByteArray::fromStdString(secrets.at(0)) + "x");
        planted.close();
        QCOMPARE(filesWith(QByteArray::fromStdString(secrets.at(0)), m_home), QStringList(planted.fileName()));
    }
    // Codes, access tokens of two resources, refresh tokens, and those that writing asked for.
    QVERIFY2(secrets.size() >= 6, qPrintable(QString::number(secrets.size())));
    QVERIFY(m_heard.contains("Contoso"));
    QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
}

// The places a process writes to are chosen before Qt looks at them.
int main(int argc, char *argv[])
{
    const QTemporaryDir home;
    for (const char *name : {"HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(name, home.path().toUtf8());
    qputenv("SYMBOLON_LOG", "1");
    QApplication application(argc, argv);
    WindowSecretsTest test(home.path());
    return QTest::qExec(&test, argc, argv);
}

#include "tst_window_secrets.moc"

// SPDX-License-Identifier: Apache-2.0
#include "store/cache.h"

#include "base/background.h"
#include "base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace symbolon::store {
namespace {

constexpr QLatin1String fileEnding(".cache");
constexpr QLatin1String pointerEnding(".last");
constexpr int nameLength = 64; // SHA-256 in hexadecimal digits

// Every part with its length in front, so that no two lists of parts read the same.
QString hashed(const QStringList &parts)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : parts) {
        const QByteArray utf8 = part.toUtf8();
        hash.addData(QByteArray::number(utf8.size()).append(':'));
        hash.addData(utf8);
    }
    return QString::fromLatin1(hash.result().toHex());
}

bool isName(const QString &text)
{
    return text.size() == nameLength && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

Result<void> gone(bool all)
{
    if (all)
        return {};
    return failure(Error{.kind = ErrorKind::Storage});
}

} // namespace

Cache::Cache(QString folder, CacheScope scope)
    : m_folder(std::move(folder))
    , m_scope(std::move(scope))
{
    m_pool.setMaxThreadCount(1);
    m_pool.setExpiryTimeout(-1);
    m_pool.start(workInBackground);
}

Cache::~Cache()
{
    m_pool.start([this] { close(); });
    m_pool.waitForDone();
}

CacheId Cache::idOf(const QString &account, const QString &tenant) const
{
    if (account.isEmpty())
        return {};
    return {hashed({m_scope.loginOrigin, tenant, m_scope.clientId, account})};
}

QString Cache::pathOf(const CacheId &id) const
{
    return m_folder + u'/' + id.name + fileEnding;
}

QString Cache::pointerPath() const
{
    return m_folder + u'/' + hashed({m_scope.loginOrigin, m_scope.tenant, m_scope.clientId}) + pointerEnding;
}

Future<CacheId> Cache::lastUsed()
{
    Completion<CacheId> completion;
    m_pool.start([this, completion, path = pointerPath()] {
        QFile pointer(path);
        CacheId id;
        if (pointer.open(QIODevice::ReadOnly))
            id.name = QString::fromLatin1(pointer.read(nameLength));
        completion.finish(isName(id.name) && QFile::exists(pathOf(id)) ? id : CacheId());
    });
    return completion.future();
}

void Cache::setLastUsed(const CacheId &id)
{
    m_pool.start([id, path = pointerPath()] {
        if (!isName(id.name)) {
            QFile::remove(path);
            return;
        }
        QSaveFile pointer(path);
        if (!pointer.open(QIODevice::WriteOnly) || pointer.write(id.name.toLatin1()) != nameLength
            || !pointer.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || !pointer.commit())
            qCInfo(logStore, "Which cache was used last could not be noted.");
    });
}

Result<CacheFile *> Cache::open(const CacheId &id)
{
    if (!isName(id.name))
        return failure(Error{.kind = ErrorKind::Storage});
    if (m_file && m_open == id)
        return m_file.get();
    close();
    Result<std::unique_ptr<CacheFile>> file = CacheFile::open(pathOf(id));
    if (!file) {
        qCWarning(logStore, "The cache cannot be used: %s", qUtf8Printable(file.error().message));
        return failure(file.error());
    }
    m_file = std::move(*file);
    m_open = id;
    return m_file.get();
}

void Cache::replace(const CacheId &id, const Error &why)
{
    qCInfo(logStore, "A damaged cache file is started anew: %s", qUtf8Printable(why.message));
    close();
    CacheFile::wipe(pathOf(id));
}

void Cache::close()
{
    m_file.reset();
    m_open = {};
}

Future<void> Cache::wipe(const CacheId &id)
{
    Completion<void> completion;
    m_pool.start([this, id, completion, path = pointerPath()] {
        if (!isName(id.name))
            return completion.finish({});
        if (m_open == id)
            close();
        QFile pointer(path);
        const bool isLast = pointer.open(QIODevice::ReadOnly) && pointer.readAll() == id.name.toLatin1();
        pointer.close();
        const bool forgotten = !isLast || pointer.remove();
        completion.finish(gone(CacheFile::wipe(pathOf(id)) && forgotten));
    });
    return completion.future();
}

Future<void> Cache::wipeAll()
{
    Completion<void> completion;
    m_pool.start([this, completion] {
        close();
        bool all = true;
        QDir folder(m_folder);
        const QStringList files = folder.entryList(
            {u'*' + fileEnding, u'*' + fileEnding + QStringLiteral("-*"), u'*' + pointerEnding}, QDir::Files);
        for (const QString &file : files)
            all &= folder.remove(file);
        completion.finish(gone(all));
    });
    return completion.future();
}

} // namespace symbolon::store

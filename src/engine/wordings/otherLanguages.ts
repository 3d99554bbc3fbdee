/** The same in the languages that clients and providers are shown in beside English and Chinese. */
import type { Category } from '../model.js';
import { Strength, type Wording } from './wording.js';

/** Several forms to a string, with `|` between them. */
const FORMS: readonly (readonly [Category, string])[] = [
  [
    'rate_limit',
    'リクエストが多すぎ|リクエスト数が|リクエスト過多|レート制限|レートリミット|demasiadas solicitudes|demasiadas peticiones|límite de velocidad|límite de solicitudes|límite de tasa|muitas requisições|muitas solicitações|limite de taxa|limite de requisições|zu viele anfragen|ratenlimit|ratenbegrenzung|trop de requêtes|limite de débit|troppe richieste|limite di richieste|слишком много запросов|превышен лимит запросов|요청이 너무 많|요청 한도|속도 제한|çok fazla istek|quá nhiều yêu cầu|zbyt wiele żądań',
  ],
  [
    'quota_exhausted',
    "利用制限|使用制限|利用上限|使用上限|使用量の上限|上限に達し|クォータ|利用枠|límite de uso|límite diario|límite mensual|cuota agotada|cuota excedida|limite de uso|limite diário|limite mensal|cota excedida|nutzungslimit|tageslimit|kontingent|limite d’utilisation|limite d'utilisation|quota dépassé|quota atteint|limite di utilizzo|limite giornaliero|лимит использования|дневной лимит|лимит исчерпан|квота|사용 한도|사용량 한도|일일 한도|할당량|kullanım sınırı|kota|hạn mức",
  ],
  [
    'billing',
    'クレジットが不足|クレジット不足|残高が不足|残高不足|支払い|お支払い|saldo insuficiente|créditos insuficientes|sin créditos|método de pago|saldo esgotado|créditos esgotados|pagamento|guthaben|zahlungsmethode|solde insuffisant|crédits insuffisants|moyen de paiement|credito insufficiente|saldo insufficiente|недостаточно средств|недостаточно кредитов|пополните|잔액이 부족|크레딧이 부족|결제|yetersiz bakiye|số dư không đủ',
  ],
  [
    'authentication',
    "apiキーが無効|無効なapiキー|apiキーが正しく|apiキーが設定|認証に失敗|認証エラー|ログインしてください|clave de api no|clave api no|clave api inválida|clave de api inválida|no autenticado|autenticación fallida|inicia sesión|chave de api inválida|chave api inválida|chave da api|não autenticado|falha na autenticação|ungültiger api|api-schlüssel|authentifizierung|nicht angemeldet|clé api|clé d'api|authentification|chiave api|autenticazione|неверный api|неверный ключ|недействительный ключ|ошибка авторизации|ошибка аутентификации|잘못된 api|api 키|인증에 실패|인증 실패|로그인|geçersiz api",
  ],
  [
    'permission',
    '権限がありません|アクセスが拒否|許可されていません|acceso denegado|sin permiso|no tiene permiso|acesso negado|sem permissão|zugriff verweigert|keine berechtigung|accès refusé|accesso negato|доступ запрещен|доступ запрещён|нет доступа|권한이 없|액세스가 거부',
  ],
  [
    'region_restricted',
    'お住まいの地域|この地域では|お使いの地域|国または地域|disponible en su país|disponible en tu país|disponible en tu región|disponible en su región|disponível no seu país|disponível na sua região|disponível em seu país|ihrer region|ihrem land|votre pays|votre région|nel tuo paese|nella tua regione|вашем регионе|вашей стране|귀하의 국가|해당 지역|지역에서는',
  ],
  [
    'model_not_found',
    "モデルは利用できません|モデルが見つかりません|モデルが存在しません|modelo no existe|modelo no encontrado|modelo não existe|modelo não encontrado|modell nicht gefunden|modell existiert nicht|modèle introuvable|modèle n'existe|modello non trovato|модель не найдена|модель не существует|모델을 찾을 수 없",
  ],
  [
    'context_length',
    'コンテキスト長|コンテキストの上限|長すぎます|トークン数が|demasiado largo|demasiado larga|muito longo|muito longa|zu lang|trop long|troppo lungo|слишком длинн|너무 깁니다|너무 길',
  ],
  [
    'content_filter',
    '不適切なコンテンツ|コンテンツポリシー|安全上の理由|contenido inapropiado|políticas de contenido|política de conteúdo|conteúdo inadequado|inhaltsrichtlinie|contenu inapproprié|politique de contenu|недопустимый контент|콘텐츠 정책',
  ],
  [
    'overloaded',
    '混み合って|混雑|過負荷|一時的に利用できません|サービスを利用できません|sobrecargado|saturado|sobrecarregado|temporariamente indisponível|temporalmente no disponible|überlastet|vorübergehend nicht verfügbar|surchargé|temporairement indisponible|sovraccaric|temporaneamente non|перегружен|временно недоступ|과부하|혼잡|일시적으로 사용할 수 없',
  ],
  [
    'server_error',
    'サーバー内部|内部エラー|サーバーエラー|サーバエラー|error interno|error del servidor|erro interno|erro do servidor|interner fehler|interner serverfehler|serverfehler|erreur interne|erreur du serveur|errore interno|errore del server|внутренняя ошибка|ошибка сервера|서버 오류|내부 오류|sunucu hatası|lỗi máy chủ',
  ],
  [
    'timeout',
    "タイムアウト|時間切れ|応答がありません|tiempo de espera|tiempo agotado|tempo limite|tempo esgotado|zeitüberschreitung|délai d'attente|délai dépassé|délai expiré|tempo scaduto|timeout scaduto|время ожидания|превышено время|시간 초과|zaman aşımı|hết thời gian",
  ],
  [
    'network',
    'ネットワークエラー|ネットワーク接続|接続できません|接続エラー|接続に失敗|インターネット接続|error de conexión|error de red|no se pudo conectar|erro de conexão|erro de rede|falha na conexão|verbindungsfehler|netzwerkfehler|verbindung fehlgeschlagen|erreur de connexion|erreur réseau|impossible de se connecter|errore di connessione|errore di rete|ошибка сети|ошибка подключения|ошибка соединения|не удалось подключиться|네트워크 오류|연결 오류|연결할 수 없|bağlantı hatası|lỗi kết nối',
  ],
  [
    'stream_interrupted',
    '空の応答|応答が空|途中で切断|respuesta vacía|resposta vazia|leere antwort|réponse vide|risposta vuota|пустой ответ|빈 응답',
  ],
  [
    'cancelled',
    'キャンセルされました|中断されました|中止されました|cancelado por|cancelada por|abgebrochen|annulé par|annullat|отменено|취소되었|취소됨|iptal edildi',
  ],
  [
    'invalid_request',
    '無効なリクエスト|不正なリクエスト|パラメータ|solicitud no válida|solicitud inválida|parámetro|requisição inválida|parâmetro|ungültige anfrage|requête invalide|paramètre|richiesta non valida|неверный запрос|недопустимый параметр|잘못된 요청',
  ],
  [
    'unknown',
    'エラーが発生|問題が発生|不明なエラー|ocurrió un error|se ha producido un error|algo salió mal|ocorreu um erro|algo deu errado|fehler ist aufgetreten|ein fehler|etwas ist schief|une erreur|erreur inconnue|si è verificato un errore|qualcosa è andato|произошла ошибка|что-то пошло не так|неизвестная ошибка|오류가 발생|문제가 발생|bir hata|đã xảy ra lỗi|wystąpił błąd',
  ],
];

export const otherLanguages: readonly Wording[] = FORMS.map(([category, forms]) => ({
  rule: 'wording/other-language',
  category,
  strength: category === 'unknown' ? 12 : Strength.clear,
  forms: forms.split('|'),
}));
